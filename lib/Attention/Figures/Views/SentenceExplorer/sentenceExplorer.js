/* The words of a sentence: point at one to see where it attends. Real models, or a simulation that says it is one. */
import { el, newId } from "../../../../Web/dom.js";
import { arcs } from "../../../../Web/arcs.js";
import { CONTROL, SERIES } from "../../../../Web/colours.js";
import { firstTokenNote, Patterns, sentenceFor } from "../../../../Web/weights.js";
import { simulatedPattern } from "../../../../Web/simulated.js";
import { choice, firstTokenSwitch, frameOf, hidesFirst } from "../../../../Web/frame.js";

/**
 * @typedef {import("../../../../Web/weights.js").Pattern} Pattern
 * @typedef {import("../../../../Web/weights.js").TraceData} TraceData
 * @typedef {import("../../../../Web/frame.js").Frame} Frame
 * @typedef {{layer: number, head: number, query: number}} Start What is shown of a run at first.
 * @typedef {{panels: TraceData[], starts: Start[], simulate: boolean, sentence: string | null, hideFirst: boolean}} Data
 * @typedef {{hideFirst: boolean, pointer: import("../../../../Web/arcs.js").Pointer, paint: () => void}} State One pointer for all strips of the figure.
 * @typedef {{node: HTMLElement, paint: () => void, draw: () => void}} Strip
 */

/** @param {string} text @returns {string[]} */
function wordsOf(text) {
  return (text.slice(0, 5000).match(/[\p{L}\p{M}\p{N}'’]+|[^\s]/gu) ?? []).slice(0, 64);
}

/**
 * One sentence with its words as buttons and the arcs of the word that is pointed at.
 * @param {Frame} frame
 * @param {string} name
 * @param {string[]} tokens
 * @param {() => Pattern} pattern
 * @param {State} state
 * @param {() => boolean} hidden
 * @returns {Strip}
 */
function sentenceStrip(frame, name, tokens, pattern, state, hidden) {
  const simulated = name.startsWith("SIMULATED");
  const said = el("p", { class: "av-said", "aria-live": "polite" });
  const place = el("div", { role: "group", "aria-label": `Words, ${name}` });
  const node = el("section", { class: simulated ? "av-strip av-simulated" : "av-strip" }, el("p", { class: "av-head" }, name), place, said);
  const first = () => (hidden() && tokens.length > 1 ? 1 : 0);
  /** @type {() => void} */
  let again = () => {};
  const paint = () => {
    again();
    const at = Math.min(state.pointer.pointed >= 0 ? state.pointer.pointed : state.pointer.pinned, tokens.length - 1);
    said.textContent = !tokens.length
      ? "There are no words."
      : at < 0
        ? "Point at a word to see its arcs alone."
        : sentenceFor(tokens, pattern(), at, first() > 0);
  };
  const draw = () => {
    const layers = [{ name, pattern: pattern(), colour: simulated ? CONTROL : SERIES[frame.scheme()][0] }];
    const drawing = arcs({
      tokens,
      first: first(),
      layers,
      controls: [],
      width: place.clientWidth || 300,
      pointer: state.pointer,
      onPoint: state.paint,
    });
    again = drawing.paint;
    place.replaceChildren(...(tokens.length ? [drawing.node] : []));
    paint();
  };
  return { node, paint, draw };
}

/**
 * A real model's sentence, with the choice of layer and head.
 * @param {Frame} frame
 * @param {TraceData} trace
 * @param {Start} start
 * @param {State} state
 * @returns {Strip}
 */
function realStrip(frame, trace, start, state) {
  const patterns = new Patterns(trace);
  const chosen = { layer: start.layer, head: start.head };
  const current = () => patterns.headOrMean(chosen.layer, chosen.head);
  const strip = sentenceStrip(frame, `${trace.model}: real weights`, patterns.tokens, current, state, () => state.hideFirst);
  const note = el("p", { class: "av-note" });
  const draw = () => {
    strip.draw();
    note.textContent = `${patterns.note} ${patterns.name(chosen.layer, chosen.head)}. ${firstTokenNote(current(), state.hideFirst)}`;
  };
  const layers = choice(
    "Layer",
    patterns.layers.map((layer, i) => [i, String(layer)]),
    chosen.layer,
    (value) => {
      chosen.layer = Number(value);
      draw();
    },
  );
  const heads = choice(
    "Head",
    [[-1, "mean"], ...patterns.heads.map((head, i) => /** @type {[number, string]} */ ([i, String(head)]))],
    chosen.head,
    (value) => {
      chosen.head = Number(value);
      draw();
    },
  );
  strip.node.append(el("div", { class: "av-controls" }, layers, heads), note);
  return { node: strip.node, paint: strip.paint, draw };
}

/** @param {string[]} words @param {boolean} bos @returns {Pattern} */
function simulation(words, bos) {
  const rows = simulatedPattern(words, bos);
  return { size: words.length, at: (query, key) => rows[query]?.[key] ?? 0 };
}

/**
 * The simulation, on given words or on what the reader types.
 * @param {Frame} frame
 * @param {Data} data
 * @param {State} state
 * @returns {Strip}
 */
function simulatedStrip(frame, data, state) {
  const name = "SIMULATED: distance and simple rules, no model";
  const place = el("div");
  /** @type {Strip} */
  let strip;
  const show = (/** @type {string[]} */ words, /** @type {boolean} */ typed) => {
    const pattern = simulation(words, !typed && data.panels[0].hasBos);
    strip = sentenceStrip(
      frame,
      name,
      words,
      () => pattern,
      state,
      () => !typed && state.hideFirst,
    );
    if (typed) Object.assign(state.pointer, { pointed: -1, pinned: words.length - 1 });
    place.replaceChildren(strip.node);
    strip.draw();
  };
  if (data.panels.length) show(data.panels[0].tokens, false);
  else {
    const id = newId();
    const input = el("input", { type: "text", id, value: data.sentence, maxlength: 5000, input: () => show(wordsOf(input.value), true) });
    frame.controls.append(el("label", { for: id }, "Sentence"), input);
    show(wordsOf(data.sentence ?? ""), true);
  }
  return { node: place, paint: () => strip.paint(), draw: () => strip.draw() };
}

/** @param {HTMLElement} root @param {Data} data */
export function sentenceExplorer(root, data) {
  const gestures = [
    "Hover over a word or focus it: its arcs say where it attends, in every sentence at once.",
    "Click it or press Enter: they stay; again, or Escape: all arcs.",
    "Arrow keys: move between words.",
  ];
  if (!data.panels.length) gestures.push("Type a sentence: the simulation follows.");
  const frame = frameOf(root, gestures);
  /** @type {State} */
  const state = {
    hideFirst: data.hideFirst,
    pointer: { pointed: -1, pinned: data.starts[0]?.query ?? -1 },
    paint: () => strips.forEach((strip) => strip.paint()),
  };
  /** @type {Strip[]} */
  const strips = [];
  const real = data.panels.map((trace, i) => realStrip(frame, trace, data.starts[i], state));
  strips.push(...(data.simulate ? [simulatedStrip(frame, data, state)] : []), ...real);
  frame.keep({
    read: () => ({ word: state.pointer.pinned, first: state.hideFirst ? 0 : 1 }),
    write: (chosen) => {
      if (Number(chosen.word) >= -1) state.pointer.pinned = Number(chosen.word);
      state.hideFirst = hidesFirst(chosen, state.hideFirst);
    },
  });
  frame.body.append(...strips.map((strip) => strip.node));
  if (data.panels.length)
    frame.controls.append(
      firstTokenSwitch(state.hideFirst, (hidden) => {
        state.hideFirst = hidden;
        strips.forEach((strip) => strip.draw());
      }),
    );
  root.querySelector(":scope > .av-said")?.remove(); // each strip says its own
  frame.draw(() => strips.forEach((strip) => strip.draw()));
}

/** Which heads another sentence needs, and the figure of it. @type {import("../../../../Web/live.js").Own} */
export const own = {
  heads: () => null,
  apply: (data, trace) => {
    const start = data.starts[0];
    return {
      ...data,
      panels: [trace],
      starts: [
        {
          layer: Math.min(start.layer, trace.layers.length - 1),
          head: Math.min(start.head, trace.heads.length - 1),
          query: trace.tokens.length - 1,
        },
      ],
      hideFirst: trace.hideFirst,
    };
  },
};
