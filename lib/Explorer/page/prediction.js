/* The five likeliest next tokens, and what their chances were before heads were switched off. Rows stay from text to text. */
import { el } from "../../Web/dom.js";
import { number, word } from "../../Web/words.js";
import { setText } from "./dom.js";

/** @typedef {import("./pattern.js").NextToken} NextToken */

export class Prediction {
  /**
   * @param {HTMLTableElement} table
   * @param {(text: string) => void} onAppend Gets the word that is clicked.
   */
  constructor(table, onAppend) {
    this.onAppend = onAppend;
    this.head = table.tHead ?? table.createTHead();
    this.body = table.tBodies[0];
    /** @type {ReturnType<Prediction["row"]>[]} */
    this.rows = [];
    /** Whether there are chances from before. */
    this.before = false;
  }

  /**
   * @param {NextToken[]} next
   * @param {number} off How many heads are off.
   */
  show(next, off) {
    const before = next.some((token) => token.before !== null);
    const heads = ["Token", off ? `${off} head${off > 1 ? "s" : ""} off` : "Probability", ...(before ? ["All heads on"] : [])];
    if (before !== this.before || next.length !== this.rows.length) {
      this.before = before;
      this.rows = next.map(() => this.row(before));
      this.head.replaceChildren(el("tr", {}, ...heads.map(() => el("th", { scope: "col" }))));
      this.body.replaceChildren(...this.rows.map(({ node }) => node));
    }
    heads.forEach((text, i) => setText(this.head.rows[0].cells[i], text));
    this.rows.forEach((row, i) => row.show(next[i]));
  }

  /** @param {boolean} before */
  row(before) {
    let token = "";
    const name = el("bdi", { class: "token" });
    const button = el(
      "button",
      { type: "button", click: () => this.onAppend(token) },
      name,
      el("span", { class: "unseen" }, ", append it"),
    );
    const chances = Array.from({ length: before ? 2 : 1 }, chanceCell);
    return {
      node: el("tr", {}, el("th", { scope: "row" }, button), ...chances.map(({ node }) => node)),
      show: (/** @type {NextToken} */ next) => {
        token = next.text;
        setText(name, word(token, 20));
        button.disabled = /‹[0-9A-F]{2}›/.test(token) || token.startsWith("<|"); // a part of a character is no word
        chances.forEach((cell, i) => cell.show(i ? next.before : next.chance));
      },
    };
  }
}

/** @param {number | null} chance */
function chanceText(chance) {
  return chance !== null && chance < 0.005 ? "< .01" : number(chance);
}

/** The first three in one line, for where the table is out of sight. @param {NextToken[]} next */
export function oddsInWords(next) {
  const words = next.slice(0, 3).map(({ text, chance, before }) => {
    const was = before === null ? "" : ` (all heads on: ${chanceText(before)})`;
    return `\u2068${word(text, 20)}\u2069 ${chanceText(chance)}${was}`;
  });
  return `Next: ${words.join(" · ")}`;
}

function chanceCell() {
  const figure = el("span", { class: "number" }),
    bar = el("span", { class: "bar", "aria-hidden": true });
  return {
    node: el("td", { class: "chance" }, figure, bar),
    show: (/** @type {number | null} */ chance) => {
      setText(figure, chanceText(chance));
      bar.style.width = `${Math.round(100 * (chance || 0))}%`;
    },
  };
}
