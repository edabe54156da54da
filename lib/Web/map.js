/* A pattern with its words on both sides: queries downwards, keys to the right, words upright over the columns. Cells are square. */
import { el, filled, svg } from "./dom.js";
import { number, word } from "./words.js";
import { weightColour } from "./colours.js";
import { weightInWords } from "./weights.js";

/** Pixels of a cell under which no number fits. */
export const NUMBERED = 24;

/** Pixels of the smallest cell: a map of more tokens than fit so scrolls. */
const LEAST = 7;

const ruler = document.createElement("canvas").getContext("2d");

/** @param {string} text @param {number} size @param {number} [weight] */
export function widthOf(text, size, weight = 400) {
  if (!ruler) return text.length * size * 0.6;
  ruler.font = `${weight} ${size}px system-ui, sans-serif`;
  return ruler.measureText(text).width;
}

/**
 * @typedef {object} MapOptions
 * @property {string[]} tokens
 * @property {import("./weights.js").Pattern} pattern
 * @property {boolean} hideFirst
 * @property {string} name
 * @property {import("./frame.js").Frame} frame
 * @property {number} width The room that there is.
 * @property {number} [largest] Pixels of a cell at most.
 * @property {number[][]} [gold] Cells that are framed as the right ones, query and key.
 * @property {number} [most] The weight of the last colour; 1 if it is not given.
 */

/** Sizes that fit the room there is. @param {MapOptions} options @param {string[]} words */
function measures(options, words) {
  const font = options.width < 500 ? 11 : 12.5;
  const label = Math.ceil(Math.max(...words.map((text) => widthOf(text, font)), 10)) + 8;
  const cell = Math.floor(Math.min(options.largest ?? 40, Math.max(LEAST, (options.width - label - 12) / words.length)));
  return { font, label, cell, every: Math.ceil((font + 1) / cell) };
}

/** @param {MapOptions} options */
export function heatmap(options) {
  const { tokens, pattern, hideFirst } = options;
  const first = hideFirst && tokens.length > 1 ? 1 : 0;
  const words = tokens.slice(first).map((text) => word(text));
  const size = measures(options, words);
  const extent = size.label + size.cell * words.length + 4;
  const drawing = svg("svg", {
    width: extent,
    height: extent,
    class: "av-map",
    tabindex: 0,
    role: "application",
    "aria-roledescription": "heatmap",
    "aria-label": `Attention of ${options.name}. Arrow keys read the weights.`,
    "font-size": size.font,
  });
  words.forEach((text, i) => i % size.every === 0 && drawing.append(...axisLabels(text, i, size)));
  for (let query = first; query < tokens.length; query++)
    for (let key = first; key <= query; key++) drawing.append(...cellOf(options, pattern.at(query, key), query - first, key - first, size));
  for (const [query, key] of options.gold ?? [])
    if (key >= first)
      drawing.append(
        svg("rect", {
          x: size.label + (key - first) * size.cell,
          y: size.label + (query - first) * size.cell,
          width: size.cell,
          height: size.cell,
          class: "av-gold",
        }),
      );
  pointing(drawing, options, first, size);
  return el("div", { class: "av-scroll" }, drawing);
}

/** @param {string} text @param {number} i @param {{font: number, label: number, cell: number}} size */
function axisLabels(text, i, { label, cell }) {
  const middle = label + (i + 0.5) * cell;
  return [
    svg("text", { x: label - 5, y: middle, "text-anchor": "end", "dominant-baseline": "central", class: `av-row${i}` }, text),
    svg(
      "text",
      { transform: `translate(${middle} ${label - 5}) rotate(-90)`, "dominant-baseline": "central", class: `av-column${i}` },
      text,
    ),
  ];
}

/**
 * @param {MapOptions} options
 * @param {number} weight
 * @param {number} row
 * @param {number} column
 * @param {{font: number, label: number, cell: number}} size
 */
function cellOf(options, weight, row, column, { label, cell }) {
  const [x, y] = [label + column * cell, label + row * cell];
  const known = Number.isFinite(weight);
  const colour = weightColour(options.frame.scheme(), known ? weight / (options.most ?? 1) : 0);
  const gap = cell > 16 ? 1 : 0.5;
  const box = svg("rect", {
    x,
    y,
    width: cell - gap,
    height: cell - gap,
    fill: known ? colour.css : "none",
    class: known ? false : "av-unknown",
  });
  const text = known ? (cell >= NUMBERED && weight >= 0.005 ? number(weight) : "") : "?";
  if (!text) return [box];
  return [
    box,
    svg(
      "text",
      {
        x: x + (cell - gap) / 2,
        y: y + cell / 2,
        fill: known ? colour.ink : "currentColor",
        "text-anchor": "middle",
        "dominant-baseline": "central",
        "font-size": Math.min(13, cell * 0.42),
        class: "av-number",
      },
      text,
    ),
  ];
}

/**
 * Pointer and arrow keys move one frame over the cells.
 * @param {SVGSVGElement} drawing
 * @param {MapOptions} options
 * @param {number} first
 * @param {{label: number, cell: number}} size
 */
function pointing(drawing, options, first, { label, cell }) {
  const count = options.tokens.length - first;
  const cursor = svg("rect", { width: cell, height: cell, class: "av-cursor", visibility: "hidden" });
  drawing.append(cursor);
  let [row, column] = [-1, -1];
  const move = (/** @type {number} */ toRow, /** @type {number} */ toColumn) => {
    if (toRow < 0 || toRow >= count || toColumn < 0 || toColumn > toRow || (toRow === row && toColumn === column)) return;
    drawing.querySelectorAll(".av-on").forEach((text) => text.classList.remove("av-on"));
    [row, column] = [toRow, toColumn];
    drawing.querySelectorAll(`.av-row${row}, .av-column${column}`).forEach((text) => text.classList.add("av-on"));
    filled(cursor, { x: label + column * cell - 0.5, y: label + row * cell - 0.5, visibility: "visible" });
    options.frame.say(weightInWords(options.tokens, options.pattern, row + first, column + first), cursor);
  };
  drawing.addEventListener("pointermove", (event) => {
    const box = drawing.getBoundingClientRect();
    move(Math.floor((event.clientY - box.top - label) / cell), Math.floor((event.clientX - box.left - label) / cell));
  });
  drawing.addEventListener("focus", () => move(Math.max(0, row), Math.max(0, column)));
  drawing.addEventListener("keydown", (event) => {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (!step) return;
    event.preventDefault();
    const to = row + step[0];
    move(to, step[0] < 0 ? Math.min(column, to) : column + step[1]);
  });
}

/**
 * The same numbers as a table, made when it is opened.
 * @param {() => {tokens: string[], pattern: import("./weights.js").Pattern}} current
 */
export function tableOf(current) {
  const holder = el("div", { class: "av-scroll", tabindex: 0, role: "group", "aria-label": "Table of weights" });
  /** @type {HTMLDetailsElement} */
  const details = el(
    "details",
    {
      class: "av-table",
      toggle: () => {
        const { tokens, pattern } = current();
        const head = el(
          "tr",
          {},
          el("th", { scope: "col" }, "attends to"),
          ...tokens.map((text) => el("th", { scope: "col" }, word(text))),
        );
        const rows = tokens.map((text, query) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, word(text)),
            ...tokens.map((_, key) => el("td", {}, key > query ? "" : number(pattern.at(query, key)))),
          ),
        );
        holder.replaceChildren(...(details.open ? [el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows))] : []));
      },
    },
    el("summary", {}, "These weights as a table"),
    holder,
  );
  return details;
}
