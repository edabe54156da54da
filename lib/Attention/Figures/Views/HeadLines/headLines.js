/* Heads as arcs over the sentence, and as lines between two columns of tokens: on the left the token that attends, on the right what it
   attends to. */
import { el, svg } from "../../../../Web/dom.js";
import { number, quoted, word } from "../../../../Web/words.js";
import { firstTokenNote, Patterns, strongest } from "../../../../Web/weights.js";
import { SERIES } from "../../../../Web/colours.js";
import { arcs } from "../../../../Web/arcs.js";
import { arrows } from "../../../../Web/keyboard.js";
import { headTiles } from "../../../../Web/tiles.js";
import { firstTokenSwitch, frameOf, hidesFirst } from "../../../../Web/frame.js";
import { tableOf } from "../../../../Web/map.js";

/**
 * @typedef {import("../../../../Web/weights.js").Pattern} Pattern
 * @typedef {{side: "left" | "right", index: number}} Place A token of a column.
 * @typedef {{name: string, pattern: Pattern, colour: string}} Shown A head that is shown.
 * @typedef {{trace: import("../../../../Web/weights.js").TraceData, heads: number[][], names: string[], hideFirst: boolean}} Data
 */

const ROW = 24; // px
const FAINT = 0.02; // weights below are not drawn

/** One column of tokens. @param {string[]} tokens @param {Place["side"]} side @param {number} x @param {number} first */
function tokenColumn(tokens, side, x, first) {
  const group = svg("g", { class: `av-${side}`, "text-anchor": side === "left" ? "end" : "start" });
  tokens.forEach((text, i) => {
    if (i < first) return;
    const y = (i - first + 0.5) * ROW;
    const box = svg("rect", { x: side === "left" ? x - 108 : x - 6, y: y - ROW / 2 + 1, width: 114, height: ROW - 2, rx: 4 });
    group.append(
      svg(
        "g",
        {
          role: "button",
          "data-side": side,
          "data-token": i,
          "aria-pressed": "false",
          "aria-label": `${word(text)}, token ${i}, ${side === "left" ? "attending" : "attended"}`,
        },
        box,
        svg("text", { x, y, "dominant-baseline": "central" }, word(text)),
      ),
    );
  });
  return group;
}

/**
 * The lines that are strong enough to be seen.
 * @param {Place | null} place
 * @param {Shown[]} shown
 * @param {number[]} ends
 * @param {number} first
 */
function lines(place, shown, ends, first) {
  const group = svg("g", { class: "av-lines", "aria-hidden": "true" });
  const middle = (ends[0] + ends[1]) / 2;
  shown.forEach(({ pattern, colour }, h) => {
    const shift = (h - (shown.length - 1) / 2) * 2.5;
    for (let query = first; query < pattern.size; query++)
      for (let key = first; key <= query; key++) {
        const weight = pattern.at(query, key);
        const wanted = !place || (place.side === "left" ? query : key) === place.index;
        if (!wanted || !(weight >= FAINT)) continue;
        const [from, to] = [query, key].map((i) => (i - first + 0.5) * ROW + shift);
        group.append(
          svg("path", {
            d: `M${ends[0]} ${from}C${middle} ${from} ${middle} ${to} ${ends[1]} ${to}`,
            stroke: colour,
            "stroke-width": 0.6 + 4 * weight,
            "stroke-opacity": 0.12 + 0.88 * weight,
            fill: "none",
          }),
        );
      }
  });
  return group;
}

/** What the pointed token does in one head. @param {string[]} tokens @param {Shown} head @param {Place} place @param {boolean} hideFirst */
function headInWords(tokens, { name, pattern }, place, hideFirst) {
  const list = (/** @type {number[]} */ places, /** @type {(i: number) => number} */ weight) =>
    places.map((i) => `${quoted(tokens[i])} ${number(weight(i))}`).join(", ") || "no token";
  if (place.side === "left")
    return `${name} to ${list(strongest(pattern, place.index, hideFirst, 2), (key) => pattern.at(place.index, key))}`;
  const queries = tokens
    .map((_, i) => i)
    .filter((query) => query >= place.index && query >= (hideFirst ? 1 : 0) && pattern.at(query, place.index) >= FAINT);
  return `${name} from ${list(queries.sort((a, b) => pattern.at(b, place.index) - pattern.at(a, place.index)).slice(0, 2), (query) => pattern.at(query, place.index))}`;
}

/**
 * Pointer, focus, click and Enter on tokens: what is pointed at goes before what is pinned.
 * @param {SVGElement} drawing
 * @param {{pointed: Place | null, pinned: Place | null}} state
 * @param {() => void} update
 */
function tokenGestures(drawing, state, update) {
  const placeOf = (/** @type {Event} */ event) => {
    const token = /** @type {Element} */ (event.target).closest("[data-token]");
    return (
      token && { side: /** @type {Place["side"]} */ (token.getAttribute("data-side")), index: Number(token.getAttribute("data-token")) }
    );
  };
  const point = (/** @type {Place | null} */ place) => {
    state.pointed = place;
    update();
  };
  const pin = (/** @type {Place | null} */ place) => {
    if (!place) return;
    const same = state.pinned?.side === place.side && state.pinned.index === place.index;
    state.pinned = same ? null : place;
    update();
  };
  drawing.addEventListener("pointerover", (event) => point(placeOf(event)));
  drawing.addEventListener("pointerleave", () => point(null));
  drawing.addEventListener("focusin", (event) => point(placeOf(event)));
  drawing.addEventListener("focusout", () => point(null));
  drawing.addEventListener("click", (event) => pin(placeOf(event)));
  drawing.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      state.pinned = null;
      point(null);
    }
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pin(placeOf(event));
  });
}

/** @param {HTMLElement} root @param {Data} data */
export function headLines(root, data) {
  const patterns = new Patterns(data.trace);
  const all = data.heads.map(([layer, head]) => patterns.head(layer, head));
  const frame = frameOf(root, [
    "Hover over a token or focus it: only its lines.",
    "Click it or press Enter: they stay; again, or Escape: lets go.",
    "Arrow keys: move between tokens.",
    "Click a head: adds or removes it.",
    "Double-click a head, or press the letter o on it: only that one.",
  ]);
  const on = all.map((_, i) => i < 3);
  /** @type {{pointed: Place | null, pinned: Place | null}} */
  const state = { pointed: null, pinned: null };
  let { hideFirst } = data;
  let update = () => {};
  let seen = "";
  const sentence = el("p", { class: "av-sentence" });
  const [over, drawn] = [el("div"), el("div")];
  /** The word of the sentence that is pointed at or pinned is the one on the left. */
  const pointer = { pointed: -1, pinned: -1 };
  let arch = () => {};
  const pointInSentence = () => {
    const at = (/** @type {number} */ index) => (index < 0 ? null : /** @type {Place} */ ({ side: "left", index }));
    Object.assign(state, { pointed: at(pointer.pointed), pinned: at(pointer.pinned) });
    update();
  };
  const render = () => {
    const first = hideFirst && patterns.size > 1 ? 1 : 0;
    const width = Math.min(620, Math.max(300, frame.body.clientWidth - 6));
    const drawing = svg(
      "svg",
      { class: "av-columns", width, height: (patterns.size - first) * ROW, role: "group", "aria-label": "Tokens" },
      tokenColumn(patterns.tokens, "left", 110, first),
      tokenColumn(patterns.tokens, "right", width - 116, first),
    );
    update = () => paint(drawing, [118, width - 124], first);
    tokenGestures(drawing, state, () => update());
    drawing.querySelectorAll("g.av-left, g.av-right").forEach((column) => arrows(/** @type {SVGElement} */ (column), "[data-token]", 1));
    drawn.replaceChildren(el("div", { class: "av-scroll" }, drawing));
    update();
  };
  const drawSentence = (/** @type {Shown[]} */ layers, /** @type {number} */ first) => {
    const sentenceOver = arcs({
      tokens: patterns.tokens,
      first,
      layers,
      controls: [],
      width: frame.body.clientWidth || 300,
      pointer,
      onPoint: pointInSentence,
      onlyInLine: true,
    });
    arch = sentenceOver.paint;
    over.replaceChildren(sentenceOver.node);
  };
  /** @param {SVGElement} drawing @param {number[]} ends @param {number} first */
  const paint = (drawing, ends, first) => {
    const colours = SERIES[frame.scheme()];
    tiles.paint(colours);
    const shown = all.map((pattern, i) => ({ pattern, name: data.names[i], colour: colours[i % colours.length] })).filter((_, i) => on[i]);
    const place = state.pointed ?? state.pinned;
    const leftOf = (/** @type {Place | null} */ one) => (one?.side === "left" ? one.index : -1);
    Object.assign(pointer, { pointed: leftOf(state.pointed), pinned: leftOf(state.pinned) });
    const look = [first, frame.body.clientWidth, ...shown.map(({ name, colour }) => name + colour)].join();
    if (look !== seen) drawSentence(shown, first);
    else arch();
    seen = look;
    drawing.querySelector(".av-lines")?.remove();
    drawing.prepend(lines(place, shown, ends, first));
    drawing.querySelectorAll("[data-token]").forEach((token) => {
      const is = (/** @type {Place | null} */ at) =>
        at !== null && token.getAttribute("data-side") === at.side && Number(token.getAttribute("data-token")) === at.index;
      token.setAttribute("aria-pressed", String(is(state.pinned)));
      token.classList.toggle("av-on", is(place));
    });
    const words =
      place &&
      `${quoted(patterns.tokens[place.index])} ${place.side === "left" ? "attends" : "is attended to"}: ${shown.map((head) => headInWords(patterns.tokens, head, place, hideFirst)).join("; ")}.`;
    sentence.textContent = shown.length ? (words ?? "Point at a token to see its lines alone.") : "No head is chosen.";
    frame.say(sentence.textContent);
    frame.note.textContent = shown.map((head) => `${head.name}: ${firstTokenNote(head.pattern, hideFirst)}`).join(" ");
  };
  frame.keep({
    read: () => ({
      heads: data.names.filter((_, i) => on[i]).join(),
      first: hideFirst ? 0 : 1,
      ...(state.pinned ? { side: state.pinned.side, word: state.pinned.index } : {}),
    }),
    write: (chosen) => {
      if (chosen.heads)
        data.names.forEach((name, i) => {
          on[i] = chosen.heads.split(",").includes(name);
        });
      const index = Number(chosen.word);
      if (chosen.word && index >= 0 && index < patterns.size) state.pinned = { side: chosen.side === "right" ? "right" : "left", index };
      hideFirst = hidesFirst(chosen, hideFirst);
    },
  });
  const tiles = headTiles(data.names, on, () => update());
  frame.controls.append(
    tiles.node,
    firstTokenSwitch(hideFirst, (hidden) => {
      hideFirst = hidden;
      render();
    }),
  );
  frame.body.append(over, sentence, drawn);
  frame.last(tableOf(() => ({ tokens: patterns.tokens, pattern: all[Math.max(0, on.indexOf(true))] })));
  frame.draw(render);
}

/** Which heads another sentence needs, and the figure of it. @type {import("../../../../Web/live.js").Own} */
export const own = {
  heads: (data) => data.names,
  apply: (data, trace) => ({
    ...data,
    trace,
    hideFirst: trace.hideFirst,
    heads: data.names.map((/** @type {string} */ _, /** @type {number} */ i) => [0, i]),
  }),
};
