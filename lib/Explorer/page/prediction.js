/* The five likeliest next tokens, and what their chances were before heads were switched off. */
import { el } from "../../Web/dom.js";
import { number, word } from "../../Web/words.js";

/** @typedef {import("./pattern.js").NextToken} NextToken */

/**
 * @param {HTMLTableElement} table
 * @param {NextToken[]} next
 * @param {number} off How many heads are off.
 * @param {(text: string) => void} onAppend
 */
export function showPrediction(table, next, off, onAppend) {
  const before = next.some((token) => token.before !== null);
  const heads = ["Token", off ? `${off} head${off > 1 ? "s" : ""} off` : "Probability", ...(before ? ["All heads on"] : [])];
  table.tHead?.replaceChildren(el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text))));
  table.tBodies[0].replaceChildren(
    ...next.map((token) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, nextWord(token.text, onAppend)),
        chanceCell(token.chance),
        token.before === null ? null : chanceCell(token.before),
      ),
    ),
  );
}

/**
 * A word that is appended when it is clicked; a part of a character is not one.
 * @param {string} text
 * @param {(text: string) => void} onAppend
 */
function nextWord(text, onAppend) {
  return el(
    "button",
    { type: "button", click: () => onAppend(text), disabled: /‹[0-9A-F]{2}›/.test(text) || text.startsWith("<|") },
    el("bdi", { class: "token" }, word(text, 20)),
    el("span", { class: "unseen" }, ", append it"),
  );
}

/** @param {number} chance */
function chanceCell(chance) {
  const bar = el("span", { class: "bar", "aria-hidden": true });
  bar.style.width = `${Math.round(100 * (chance || 0))}%`;
  return el("td", { class: "chance" }, el("span", { class: "number" }, chance < 0.005 ? "< .01" : number(chance)), bar);
}
