/* The sentence as a line of words: pointing at one, or moving the focus to it, shades the others by its weights. A long text runs on as
   text does: boxes of hundreds of words would be a megabyte of garbage at every key. */
import { weightColour } from "../../Web/colours.js";
import { el } from "../../Web/dom.js";
import { arrows, reach } from "../../Web/keyboard.js";
import { number, word as label } from "../../Web/words.js";
import { setAttribute, setText } from "./dom.js";
import { room } from "./room.js";

/** @typedef {import("./pattern.js").Pattern} Pattern */

export class WordLine {
  /**
   * @param {HTMLElement} line
   * @param {(query: number) => void} onPoint
   * @param {(query: number) => void} onPin
   */
  constructor(line, onPoint, onPin) {
    this.line = line;
    /** @type {HTMLElement[]} */
    this.words = [];
    /** What each is painted with. @type {string[]} */
    this.colours = [];
    this.first = 0;
    arrows(line, ".word", 1);
    this.hear(["pointerover", "focusin"], onPoint);
    this.hear(["click"], onPin);
    this.hear(["keydown"], onPin, (event) => {
      const { key } = /** @type {KeyboardEvent} */ (event);
      if (key !== "Enter" && key !== " ") return false;
      event.preventDefault(); // a space would scroll
      return true;
    });
  }

  /**
   * For all words at once.
   * @param {string[]} events
   * @param {(query: number) => void} act
   * @param {(event: Event) => boolean} [counts]
   */
  hear(events, act, counts = () => true) {
    for (const name of events)
      this.line.addEventListener(name, (event) => {
        const place = this.words.indexOf(/** @type {any} */ (/** @type {Element} */ (event.target).closest(".word")));
        if (place >= 0 && counts(event)) act(place + this.first);
      });
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
    while (this.words.length < count) this.line.append(this.word(), " "); // at the space a line may break
    this.words.forEach((word, i) => setText(word.children[0], label(texts[i + first], 40)));
    reach(this.words, Math.max(0, current - first));
    if (focused) this.words[Math.max(0, current - first)]?.focus();
  }

  /** A word less. */
  drop() {
    const word = this.words.pop();
    word?.nextSibling?.remove();
    word?.remove();
    this.colours.length = this.words.length;
  }

  /** A word more, whatever its text. No real button, which would be a box of its own. */
  word() {
    const word = el(
      "span",
      { role: "button", class: "word" },
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
    this.words.forEach((word, i) => {
      const key = i + this.first,
        later = key > query,
        weight = pattern.at(query, key),
        none = weight < 0.005,
        { css, ink } = later || Number.isNaN(weight) ? { css: "", ink: "" } : weightColour(room.scheme, weight);
      this.paint(i, css, ink);
      word.classList.toggle("later", later);
      word.classList.toggle("source", key === query);
      setText(word.children[1], none ? "" : ", weight ");
      setText(word.children[2], none ? "" : number(weight));
      setAttribute(word, "aria-pressed", String(key === query));
    });
  }
}
