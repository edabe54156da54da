/* A figure that asks which of its parts is the largest: it is covered until the reader has guessed, or does not want to. */
import { el } from "./dom.js";
import { counted } from "./score.js";

/** @typedef {{text: string, options: string[], right: number}} Question */

/** @type {WeakMap<Element, Promise<void>>} */
const asked = new WeakMap();

/**
 * Asks what a figure asks.
 * @param {HTMLElement} figure
 * @returns {Promise<void> | null} Done when the figure may be seen; null where it asks nothing.
 */
export function ask(figure) {
  const held = figure.querySelector(":scope > .av-question")?.textContent;
  if (!held) return null;
  const before = asked.get(figure);
  if (before) return before;
  figure.dataset.asking = "yes";
  const done = /** @type {Promise<void>} */ (
    new Promise((seen) => {
      offer(figure, JSON.parse(held), seen);
    })
  );
  asked.set(figure, done);
  return done;
}

/** @param {HTMLElement} figure @param {Question} question @param {() => void} seen */
function offer(figure, { text, options, right }, seen) {
  const said = el("p", { tabindex: -1 }, `Before you look: ${text}`);
  const choices = options.map((option, i) =>
    el("button", { type: "button", click: () => tell(judged(options, right, i)) }, option.trim() || "␣"),
  );
  const skip = el("button", { type: "button", class: "av-skip", click: () => tell("Shown without a guess.") }, "Just show me");
  const buttons = el("div", { class: "av-controls" }, ...choices, skip);
  const tell = (/** @type {string} */ verdict) => {
    buttons.remove();
    said.textContent = verdict;
    delete figure.dataset.asking;
    said.focus({ preventScroll: true });
    seen();
  };
  figure.querySelector(".av-title")?.after(el("div", { class: "av-guess", role: "group", "aria-label": "Guess first" }, said, buttons));
}

/** @param {string[]} options @param {number} right @param {number} chosen */
function judged(options, right, chosen) {
  const hit = chosen === right;
  return `${hit ? "Yes" : "No"}: it is ${options[right].trim()}. You said ${options[chosen].trim()}. ${counted(hit)}`;
}
