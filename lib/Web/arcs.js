/*
 * The sentence as a figure: its words in one line, an arc from each word to those it attends to, the thicker the more; the control hangs
 * below, grey.
 * Where the line does not fit, the words stand under each other and the arcs run at the side.
 */
import { el, filled, svg } from "./dom.js";
import { number, word } from "./words.js";
import { CONTROL } from "./colours.js";
import { arrows } from "./keyboard.js";
import { widthOf } from "./map.js";

/** Weights under the first are not drawn; those over the second bear their number. */
export const FAINT = 0.04;
const STRONG = 0.3;

/** Where one word's arcs are drawn alone, there is room for more numbers. */
const TOLD = 0.1;

/** The weight of a word that is pointed at: it must not touch its neighbours. */
const BOLD = 650;

const SIZES = [24, 20, 17, 14]; // px, the largest that fits
const [SMALL, SPACE, ROW, HIGHEST] = [14, 10, 26, 170]; // px

/**
 * @typedef {import("./weights.js").Pattern} Pattern
 * @typedef {{name: string, pattern: Pattern, colour: string}} Layer What is drawn over the words.
 * @typedef {{pointed: number, pinned: number}} Pointer Places of tokens; -1 for none.
 */

/**
 * @typedef {object} ArcsOptions
 * @property {string[]} tokens
 * @property {number} first The first token that is drawn.
 * @property {Layer[]} layers
 * @property {Pattern[]} controls Drawn on the other side.
 * @property {number} width The room that there is.
 * @property {Pointer} pointer
 * @property {() => void} onPoint Called when another word is pointed at or pinned.
 * @property {(token: number) => void} [onChoose] Called when a word is clicked; then nothing is pinned.
 * @property {boolean} [hidden] Whether the arcs are kept back.
 * @property {boolean} [onlyInLine] Whether nothing is drawn where the words do not fit one line.
 */

/** Where words lie, and how an arc runs. @param {ArcsOptions} options */
function layoutOf({ tokens, first, width, layers, controls }) {
  const words = tokens.map((text) => word(text));
  const shown = words.slice(first);
  for (const size of SIZES) {
    const widths = words.map((text, i) => (i < first ? 0 : widthOf(text, size, BOLD) + SPACE));
    const total = widths.reduce((sum, one) => sum + one, 0);
    if (total > width - 4) continue;
    let x = 2;
    const middles = widths.map((one) => (x += one) - one / 2);
    const rise = (/** @type {number} */ a, /** @type {number} */ b) => Math.min(HIGHEST, Math.abs(middles[a] - middles[b]) * 0.42 + 12);
    const room = (/** @type {Pattern[]} */ patterns) =>
      Math.max(
        0,
        ...patterns.flatMap((pattern) =>
          links(pattern, first, -1)
            .filter(({ weight }) => weight >= 0.1)
            .map(({ query, key }) => rise(query, key)),
        ),
      ) + 20;
    const [above, below] = [room(layers.map(({ pattern }) => pattern)), controls.length ? room(controls) : 4];
    return { upright: false, words, middles, size, line: above + size, widths, width: total + 4, height: above + 2 * size + below, rise };
  }
  const column = Math.max(...shown.map((text) => widthOf(text, SMALL, BOLD))) + 14;
  const side = Math.max(40, Math.min(150, (width - column) / (controls.length ? 1.6 : 1) - 8));
  const left = controls.length ? Math.max(20, width - column - side - 8) : 0;
  const middles = words.map((_, i) => (i - first + 0.5) * ROW);
  const rise = (/** @type {number} */ a, /** @type {number} */ b) => Math.min(side - 26, Math.abs(middles[a] - middles[b]) * 0.5 + 12);
  return {
    upright: true,
    words,
    middles,
    size: SMALL,
    line: left,
    widths: words.map(() => column),
    width: left + column + side,
    height: shown.length * ROW,
    rise,
  };
}

/** The weights that are drawn. @param {Pattern} pattern @param {number} first @param {number} query -1 for all. */
function links(pattern, first, query) {
  const found = [];
  for (let q = query < 0 ? first : query; q < (query < 0 ? pattern.size : query + 1); q++)
    for (let key = first; key <= q; key++) {
      const weight = pattern.at(q, key);
      if (weight >= FAINT) found.push({ query: q, key, weight });
    }
  return found.sort((a, b) => a.weight - b.weight);
}

/**
 * @param {ReturnType<typeof layoutOf>} layout
 * @param {number} query
 * @param {number} key
 * @param {number} side 1 over the words or at their right, -1 at the other side.
 * @param {number} shift
 */
function pathOf(layout, query, key, side, shift) {
  const [from, to] = [layout.middles[query] + shift, layout.middles[key] + shift];
  const loop = query === key ? 6 : 0;
  const rise = layout.rise(query, key) * side * 1.32;
  if (layout.upright) {
    const x = side > 0 ? layout.line + layout.widths[query] + 2 : layout.line - 2;
    return `M${x} ${from + loop}C${x + rise} ${from + loop} ${x + rise} ${to - loop} ${x} ${to - loop}`;
  }
  const y = layout.line - side * layout.size * 0.95;
  return `M${from + loop} ${y}C${from + loop} ${y - rise} ${to - loop} ${y - rise} ${to - loop} ${y}`;
}

/**
 * The arcs of one pattern.
 * @param {ReturnType<typeof layoutOf>} layout
 * @param {Pattern} pattern
 * @param {{first: number, query: number, colour: string, side: number, shift: number}} how
 */
function arcsOf(layout, pattern, { first, query, colour, side, shift }) {
  return links(pattern, first, query).flatMap((link) => {
    const arc = svg("path", {
      d: pathOf(layout, link.query, link.key, side, shift),
      stroke: colour,
      fill: "none",
      "stroke-linecap": "round",
      "stroke-width": 0.8 + 6.5 * link.weight,
      "stroke-opacity": 0.18 + 0.82 * link.weight,
    });
    if (link.weight < (query < 0 ? STRONG : TOLD) || (query < 0 && pattern.size > 14)) return [arc];
    const [middle, rise] = [(layout.middles[link.query] + layout.middles[link.key]) / 2, layout.rise(link.query, link.key)];
    const edge = side > 0 ? layout.line + layout.widths[link.query] : layout.line;
    const at = layout.upright
      ? { x: edge + side * (rise + 6), y: middle, "text-anchor": side > 0 ? "start" : "end" }
      : { x: middle, y: layout.line - side * (layout.size * 0.95 + rise + 11), "text-anchor": "middle" };
    return [
      arc,
      svg(
        "text",
        { ...at, "dominant-baseline": "central", "font-size": 12, class: "av-number", fill: colour === CONTROL ? "currentColor" : colour },
        number(link.weight),
      ),
    ];
  });
}

/** A word as a button. @param {ReturnType<typeof layoutOf>} layout @param {number} i */
function wordOf(layout, i) {
  const { middles, size, widths, line, words } = layout;
  const box = layout.upright
    ? { x: line + 2, y: middles[i] - ROW / 2 + 1, width: widths[i] - 4, height: ROW - 2 }
    : { x: middles[i] - widths[i] / 2 + 1, y: line - Math.max(12, size * 0.85), width: widths[i] - 2, height: Math.max(24, size * 1.7) };
  const at = layout.upright ? { x: line + widths[i] / 2, y: middles[i] } : { x: middles[i], y: line };
  return svg(
    "g",
    { role: "button", "data-token": i, "aria-label": `${words[i]}, token ${i}`, "aria-pressed": "false" },
    svg("rect", { ...box, rx: 5 }),
    svg("text", { ...at, "text-anchor": "middle", "dominant-baseline": "central", "font-size": size }, words[i]),
  );
}

/** @param {ArcsOptions} options */
export function arcs(options) {
  const { tokens, first, layers, controls, pointer } = options;
  const layout = layoutOf(options);
  if (layout.upright && options.onlyInLine) return { node: el("div"), paint: () => {} };
  const drawing = svg("svg", {
    class: "av-arcs",
    width: layout.width,
    height: layout.height,
    viewBox: `0 0 ${layout.width} ${layout.height}`,
    role: "group",
    "aria-label": "Words of the sentence",
  });
  const buttons = tokens
    .map((_, i) => i)
    .filter((i) => i >= first)
    .map((i) => wordOf(layout, i));
  drawing.append(...buttons);
  const paint = () => {
    const query = Math.min(pointer.pointed >= 0 ? pointer.pointed : pointer.pinned, tokens.length - 1);
    drawing.querySelector(".av-lines")?.remove();
    const shift = (/** @type {number} */ i) => (i - (layers.length - 1) / 2) * 3;
    const drawn = options.hidden
      ? []
      : [
          ...controls.flatMap((pattern) => arcsOf(layout, pattern, { first, query, colour: CONTROL, side: -1, shift: 0 })),
          ...layers.flatMap(({ pattern, colour }, i) => arcsOf(layout, pattern, { first, query, colour, side: 1, shift: shift(i) })),
        ];
    drawing.prepend(svg("g", { class: "av-lines", "aria-hidden": "true" }, ...drawn));
    for (const button of buttons) {
      const i = Number(button.dataset.token);
      button.classList.toggle("av-on", i === query);
      filled(button, { "aria-pressed": String(i === pointer.pinned) });
    }
  };
  gestures(drawing, options, paint);
  arrows(drawing, "[data-token]", 1, Math.max(0, pointer.pinned - first));
  paint();
  return { node: el("div", { class: "av-scroll" }, drawing), paint };
}

/**
 * Pointer, focus, click and Enter on words: what is pointed at goes before what is pinned.
 * @param {SVGElement} drawing
 * @param {ArcsOptions} options
 * @param {() => void} paint
 */
function gestures(drawing, { pointer, onPoint, onChoose }, paint) {
  const placeOf = (/** @type {Event} */ event) =>
    Number(/** @type {Element} */ (event.target).closest("[data-token]")?.getAttribute("data-token") ?? -1);
  const point = (/** @type {number} */ place) => {
    if (pointer.pointed === place) return;
    pointer.pointed = place;
    paint();
    onPoint();
  };
  const pin = (/** @type {number} */ place) => {
    if (place < 0) return;
    if (onChoose) return onChoose(place);
    pointer.pinned = pointer.pinned === place ? -1 : place;
    paint();
    onPoint();
  };
  drawing.addEventListener("pointerover", (event) => point(placeOf(event)));
  drawing.addEventListener("pointerleave", () => point(-1));
  drawing.addEventListener("focusin", (event) => point(placeOf(event)));
  drawing.addEventListener("focusout", () => point(-1));
  drawing.addEventListener("click", (event) => pin(placeOf(event)));
  drawing.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      pointer.pointed = pointer.pinned = -1;
      paint();
      return onPoint();
    }
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pin(placeOf(event));
  });
}
