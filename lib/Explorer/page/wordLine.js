/* The sentence as a line of words: pointing at one, or moving the focus to it, shades the others by its weights. */
import { weightColour } from "../../Web/colours.js";
import { el } from "../../Web/dom.js";
import { arrows, reach } from "../../Web/keyboard.js";
import { schemeOf } from "../../Web/scheme.js";
import { number, word as label } from "../../Web/words.js";
import { setAttribute, setText } from "./dom.js";

/** @typedef {import("./pattern.js").Pattern} Pattern */

export class WordLine {
  /**
   * @param {HTMLElement} line
   * @param {(query: number) => void} onPoint
   * @param {(query: number) => void} onPin
   */
  constructor(line, onPoint, onPin) {
    this.line = line;
    this.onPoint = onPoint;
    this.onPin = onPin;
    /** @type {HTMLElement[]} */
    this.words = [];
    /** What each is painted with. @type {string[]} */
    this.colours = [];
    this.first = 0;
    arrows(line, ".word", 1);
  }

  /**
   * @param {string[]} texts
   * @param {number} first The first token that is shown.
   * @param {number} current
   */
  fill(texts, first, current) {
    const focused = this.line.contains(document.activeElement),
      count = texts.length - first;
    this.first = first;
    while (this.words.length > count) this.drop();
    while (this.words.length < count) this.line.append(this.word(this.words.length));
    this.words.forEach((word, i) => setText(word.children[0], label(texts[i + first], 40)));
    reach(this.words, Math.max(0, current - first));
    if (focused) this.words[Math.max(0, current - first)]?.focus();
  }

  /** A word less. */
  drop() {
    this.words.pop()?.remove();
    this.colours.length = this.words.length;
  }

  /** A word more, whatever its text. @param {number} place */
  word(place) {
    const point = () => this.onPoint(place + this.first);
    const word = el(
      "button",
      { type: "button", class: "word", pointerenter: point, focus: point, click: () => this.onPin(place + this.first) },
      el("bdi", { class: "token" }),
      el("span", { class: "unseen" }),
      el("span", { class: "share" }),
    );
    this.words.push(word);
    return word;
  }

  /**
   * @param {number} i
   * @param {string} colour
   * @param {string} ink
   */
  paint(i, colour, ink) {
    if (this.colours[i] === colour) return; // what is set is parsed anew, also where nothing changes
    this.colours[i] = colour;
    this.words[i].style.backgroundColor = colour;
    this.words[i].style.color = ink;
  }

  /**
   * @param {Pattern} pattern
   * @param {number} query
   */
  show(pattern, query) {
    const scheme = schemeOf(this.line);
    this.words.forEach((word, i) => {
      const key = i + this.first,
        later = key > query,
        weight = pattern.at(query, key),
        none = weight < 0.005,
        { css, ink } = later || Number.isNaN(weight) ? { css: "", ink: "" } : weightColour(scheme, weight);
      this.paint(i, css, ink);
      word.classList.toggle("later", later);
      word.classList.toggle("source", key === query);
      setText(word.children[1], none ? "" : ", weight ");
      setText(word.children[2], none ? "" : number(weight));
      setAttribute(word, "aria-pressed", String(key === query));
    });
  }
}
