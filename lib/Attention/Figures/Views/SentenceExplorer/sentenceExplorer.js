/* The words of a sentence: point at one to see where it attends. Real models, or a simulation that says it is one. */
import { el, filled, newId } from "../../../../Web/dom.js";
import { number, word } from "../../../../Web/words.js";
import { firstTokenNote, Patterns, sentenceFor } from "../../../../Web/weights.js";
import { weightColour } from "../../../../Web/colours.js";
import { arrows } from "../../../../Web/keyboard.js";
import { simulatedPattern } from "../../../../Web/simulated.js";
import { choice, firstTokenSwitch, frameOf, hidesFirst, legend } from "../../../../Web/frame.js";

/**
 * @typedef {import("../../../../Web/weights.js").Pattern} Pattern
 * @typedef {import("../../../../Web/weights.js").TraceData} TraceData
 * @typedef {import("../../../../Web/frame.js").Frame} Frame
 * @typedef {{layer: number, head: number, query: number}} Start What is shown of a run at first.
 * @typedef {{panels: TraceData[], starts: Start[], simulate: boolean, sentence: string | null, hideFirst: boolean}} Data
 * @typedef {{hideFirst: boolean, pointed: number, pinned: boolean, paint: () => void}} State One pointer for all strips of the figure.
 * @typedef {{node: HTMLElement, paint: () => void}} Strip
 */

/** @param {string} text @returns {string[]} */
function wordsOf(text) {
  return (text.slice(0, 5000).match(/[\p{L}\p{M}\p{N}'’]+|[^\s]/gu) ?? []).slice(0, 64);
}

/** One sentence with its words as buttons. @param {Frame} frame @param {string} name @param {string[]} tokens @param {() => Pattern} pattern @param {State} state @param {() => boolean} hidden @returns {Strip} */
function sentenceStrip(frame, name, tokens, pattern, state, hidden) {
  const simulated = name.startsWith("SIMULATED");
  const pin = (/** @type {number} */ i) => { Object.assign(state, { pinned: !(state.pinned && state.pointed === i), pointed: i }); state.paint(); };
  const point = (/** @type {number} */ i) => { if (!state.pinned) { state.pointed = i; state.paint(); } };
  const words = tokens.map((text, i) => el("button", { type: "button", class: "av-word", click: () => pin(i), pointerenter: () => point(i), focus: () => point(i) }, el("span", {}, word(text)), el("small", { "aria-hidden": "true" })));
  const said = el("p", { class: "av-said", "aria-live": "polite" });
  const paint = () => {
    const [now, first, at] = [pattern(), hidden() && tokens.length > 1 ? 1 : 0, Math.min(state.pointed, tokens.length - 1)];
    words.forEach((button, i) => {
      button.hidden = i < first;
      const weight = i <= at ? now.at(at, i) : 0;
      const colour = weightColour(frame.scheme(), weight);
      button.style.background = i <= at ? colour.css : "transparent";
      button.style.color = i <= at ? colour.ink : "";
      const share = /** @type {HTMLElement} */ (button.lastElementChild);
      share.textContent = i <= at && !(weight < 0.005) ? (Number.isFinite(weight) ? number(weight) : "?") : "\u00a0";
      filled(button, { "aria-pressed": String(state.pinned && i === at), "aria-current": String(i === at) });
    });
    said.textContent = tokens.length ? sentenceFor(tokens, now, at, first > 0) : "There are no words.";
  };
  const row = el("div", { class: "av-words-row", role: "group", "aria-label": `Words, ${name}` }, ...words);
  arrows(row, "button:not([hidden])", 1);
  return { node: el("section", { class: simulated ? "av-strip av-simulated" : "av-strip" }, el("p", { class: "av-head" }, name), row, said), paint };
}

/** A real model's sentence, with the choice of layer and head. @param {Frame} frame @param {TraceData} trace @param {Start} start @param {State} state @returns {Strip} */
function realStrip(frame, trace, start, state) {
  const patterns = new Patterns(trace);
  const chosen = { layer: start.layer, head: start.head };
  const current = () => patterns.headOrMean(chosen.layer, chosen.head);
  const strip = sentenceStrip(frame, `${trace.model}: real weights`, patterns.tokens, current, state, () => state.hideFirst);
  const note = el("p", { class: "av-note" });
  const paint = () => {
    strip.paint();
    note.textContent = `${patterns.note} ${patterns.name(chosen.layer, chosen.head)}. ${firstTokenNote(current(), state.hideFirst)}`;
  };
  const layers = choice("Layer", patterns.layers.map((layer, i) => [i, String(layer)]), chosen.layer, (value) => { chosen.layer = Number(value); paint(); });
  const heads = choice("Head", [[-1, "mean"], ...patterns.heads.map((head, i) => /** @type {[number, string]} */ ([i, String(head)]))], chosen.head, (value) => { chosen.head = Number(value); paint(); });
  strip.node.append(el("div", { class: "av-controls" }, layers, heads), note);
  return { node: strip.node, paint };
}

/** @param {string[]} words @param {boolean} bos @returns {Pattern} */
function simulation(words, bos) {
  const rows = simulatedPattern(words, bos);
  return { size: words.length, at: (query, key) => rows[query]?.[key] ?? 0 };
}

/** The simulation, on given words or on what the reader types. @param {Frame} frame @param {Data} data @param {State} state @returns {Strip} */
function simulatedStrip(frame, data, state) {
  const name = "SIMULATED: distance and simple rules, no model";
  const place = el("div");
  /** @type {Strip} */
  let strip;
  const show = (/** @type {string[]} */ words, /** @type {boolean} */ typed) => {
    const pattern = simulation(words, !typed && data.panels[0].hasBos);
    strip = sentenceStrip(frame, name, words, () => pattern, state, () => !typed && state.hideFirst);
    if (typed) Object.assign(state, { pointed: words.length - 1, pinned: false });
    place.replaceChildren(strip.node);
    strip.paint();
  };
  if (data.panels.length) show(data.panels[0].tokens, false);
  else {
    const id = newId();
    const input = el("input", { type: "text", id, value: data.sentence, maxlength: 5000, input: () => show(wordsOf(input.value), true) });
    frame.controls.append(el("label", { for: id }, "Sentence"), input);
    show(wordsOf(data.sentence ?? ""), true);
  }
  return { node: place, paint: () => strip.paint() };
}

/** @param {HTMLElement} root @param {Data} data */
export function sentenceExplorer(root, data) {
  const gestures = ["Hover over a word or focus it: colour and number say where it attends, in every row at once.", "Click it or press Enter: pins it; again: lets go.", "Arrow keys: move between words."];
  if (!data.panels.length) gestures.push("Type a sentence: the simulation follows.");
  const frame = frameOf(root, gestures);
  /** @type {State} */
  const state = { hideFirst: data.hideFirst, pointed: data.starts[0]?.query ?? 0, pinned: false, paint: () => strips.forEach((strip) => strip.paint()) };
  /** @type {Strip[]} */
  const strips = [];
  const real = data.panels.map((trace, i) => realStrip(frame, trace, data.starts[i], state));
  strips.push(...(data.simulate ? [simulatedStrip(frame, data, state)] : []), ...real);
  frame.keep({
    read: () => ({ word: state.pointed, first: state.hideFirst ? 0 : 1 }),
    write: (chosen) => {
      if (Number(chosen.word) >= 0) Object.assign(state, { pointed: Number(chosen.word), pinned: true });
      state.hideFirst = hidesFirst(chosen, state.hideFirst);
    },
  });
  const scale = el("div");
  frame.body.append(...strips.map((strip) => strip.node), scale);
  if (data.panels.length) frame.controls.append(firstTokenSwitch(state.hideFirst, (hidden) => { state.hideFirst = hidden; state.paint(); }));
  root.querySelector(":scope > .av-said")?.remove(); // each strip says its own
  frame.draw(() => { scale.replaceChildren(legend(frame)); state.paint(); });
}

/** Which heads another sentence needs, and the figure of it. @type {import("../../../../Web/live.js").Own} */
export const own = {
  heads: () => null,
  apply: (data, trace) => {
    const start = data.starts[0];
    return { ...data, panels: [trace], starts: [{ layer: Math.min(start.layer, trace.layers.length - 1), head: Math.min(start.head, trace.heads.length - 1), query: trace.tokens.length - 1 }], hideFirst: trace.hideFirst };
  },
};
