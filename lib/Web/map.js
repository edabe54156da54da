/* A pattern with its words on both sides: queries downwards, keys to the right, words upright over the columns. Cells are square. */
import { el, filled, svg } from "./dom.js";
import { number, signed, word } from "./words.js";
import { effectColour, weightColour } from "./colours.js";
import { changeInWords, weightInWords } from "./weights.js";

/** Pixels of a cell under which no number fits. */
export const NUMBERED = 24;

/** Pixels of the smallest number that is read. */
const LEGIBLE = 9;

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
 * What a cell shows.
 * @typedef {object} Measure
 * @property {(value: number) => import("./colours.js").Colour} colour
 * @property {(value: number) => string} text In the cell; empty for none.
 * @property {(query: number, key: number) => string} words
 */

/**
 * @typedef {object} MapOptions
 * @property {string[]} tokens
 * @property {import("./weights.js").Pattern} pattern
 * @property {boolean} hideFirst
 * @property {string} name
 * @property {Pick<import("./frame.js").Frame, "say" | "scheme">} frame
 * @property {number} width The room that there is.
 * @property {number} [largest] Pixels of a cell at most.
 * @property {number[][]} [gold] Cells that are framed as the right ones, query and key.
 * @property {number} [most] The weight of the last colour; 1 if it is not given.
 * @property {boolean} [changes] Whether the pattern holds what has changed, on both sides of 0.
 * @property {(query: number) => void} [onPoint] Called when another row is pointed at.
 */

/** Of the pattern as it is when it is asked. @param {MapOptions} options @returns {Measure} */
function weightsOf(options) {
  const scheme = options.frame.scheme();
  return {
    colour: (weight) => weightColour(scheme, weight / (options.most ?? 1)),
    text: (weight) => (weight >= 0.005 ? number(weight) : ""),
    words: (query, key) => weightInWords(options.tokens, options.pattern, query, key),
  };
}

/** @param {MapOptions} options @returns {Measure} */
function changesOf(options) {
  const scheme = options.frame.scheme();
  return {
    colour: (change) => effectColour(scheme, change, options.most ?? 1),
    text: (change) => (Math.abs(change) >= 0.05 ? signed(change).replace("0.", ".") : ""),
    words: (query, key) => changeInWords(options.tokens, options.pattern, query, key),
  };
}

/** Sizes that fit the room there is. @param {MapOptions} options @param {string[]} words */
function measures(options, words) {
  const font = options.width < 500 ? 11 : 12.5;
  const label = Math.ceil(Math.max(...words.map((text) => widthOf(text, font)), 10)) + 8;
  const cell = Math.floor(Math.min(options.largest ?? 40, Math.max(LEAST, (options.width - label - 12) / words.length)));
  return { font, label, cell, every: Math.ceil((font + 1) / cell) };
}

/** @param {MapOptions} options */
export function heatmap(options) {
  return drawnMap(options).node;
}

/**
 * The same, with a way to show another pattern in it: of texts that come one after the other, elements would be garbage of megabytes.
 * @param {MapOptions} options
 * @returns {{node: HTMLElement, cell: number, margin: number, repaint: (next: Pick<MapOptions, "tokens" | "pattern" | "most" | "name">) => boolean}}
 * repaint says whether the words find room in the map as it is.
 */
export function drawnMap(options) {
  const first = options.hideFirst && options.tokens.length > 1 ? 1 : 0;
  const labels = () => options.tokens.slice(first).map((text) => word(text));
  const count = options.tokens.length - first;
  const size = measures(options, labels());
  const measure = options.changes ? changesOf(options) : weightsOf(options);
  const extent = size.label + size.cell * count + 4;
  const drawing = svg("svg", {
    width: extent,
    height: extent,
    class: "av-map",
    tabindex: 0,
    role: "application",
    "aria-roledescription": "heatmap",
    "font-size": size.font,
  });
  const axes = Array.from({ length: count }, (_, i) => (i % size.every === 0 ? axisLabels(i, size) : []));
  drawing.append(...axes.flat());
  const cells = Array.from({ length: count }, (_, row) => Array.from({ length: row + 1 }, (_, column) => cellOf(row, column, size)));
  drawing.append(...cells.flat().map(({ box }) => box));
  const paint = () => {
    filled(drawing, { "aria-label": `${options.changes ? "Changes" : "Attention"} of ${options.name}. Arrow keys read the weights.` });
    labels().forEach((text, i) => axes[i].forEach((label) => write(label, text)));
    cells.forEach((line, row) =>
      line.forEach((cell, column) => paintCell(cell, options.pattern.at(row + first, column + first), measure, size)),
    );
  };
  paint();
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
  pointing(drawing, options, measure, first, size);
  return {
    node: el("div", { class: "av-scroll" }, drawing),
    cell: size.cell,
    margin: size.label,
    repaint: (next) => {
      const fits =
        next.tokens.length === options.tokens.length &&
        measures(
          { ...options, ...next },
          next.tokens.slice(first).map((text) => word(text)),
        ).label <= size.label;
      if (fits) {
        Object.assign(options, next);
        paint();
      }
      return fits;
    },
  };
}

/** A text where it is another than before. @param {SVGTextElement} at @param {string} text */
function write(at, text) {
  if (!at.firstChild) at.append(text);
  else if (at.firstChild.nodeValue !== text) at.firstChild.nodeValue = text;
}

/** The labels of a row and of its column. @param {number} i @param {{font: number, label: number, cell: number}} size */
function axisLabels(i, { label, cell }) {
  const middle = label + (i + 0.5) * cell;
  return [
    svg("text", { x: label - 5, y: middle, "text-anchor": "end", "dominant-baseline": "central", class: `av-row${i}` }),
    svg("text", { transform: `translate(${middle} ${label - 5}) rotate(-90)`, "dominant-baseline": "central", class: `av-column${i}` }),
  ];
}

/** An attribute where it is another than before. @param {Element} at @param {string} name @param {string} value */
function put(at, name, value) {
  if (at.getAttribute(name) !== value) at.setAttribute(name, value);
}

/** @typedef {{box: SVGRectElement, text: SVGTextElement | null}} Cell */

/** @param {number} row @param {number} column @param {{label: number, cell: number}} size @returns {Cell} */
function cellOf(row, column, { label, cell }) {
  const side = cell - (cell > 16 ? 1 : 0.5);
  return { box: svg("rect", { x: label + column * cell, y: label + row * cell, width: side, height: side }), text: null };
}

/**
 * @param {Cell} cell
 * @param {number} weight
 * @param {Measure} measure
 * @param {{cell: number}} size
 */
function paintCell(cell, weight, measure, size) {
  const { box } = cell,
    known = Number.isFinite(weight),
    colour = measure.colour(known ? weight : 0);
  put(box, "fill", known ? colour.css : "none");
  put(box, "class", known ? "av-cell" : "av-cell av-unknown");
  const whole = known ? (size.cell >= NUMBERED ? measure.text(weight) : "") : "?";
  const font = Math.min(13, size.cell * 0.42, (size.cell * 1.4) / whole.length);
  const text = font < LEGIBLE && known ? "" : whole;
  if (!text && !cell.text) return;
  cell.text ??= numberIn(box, size.cell);
  if (text) {
    put(cell.text, "fill", known ? colour.ink : "currentColor");
    put(cell.text, "font-size", String(font));
  }
  write(cell.text, text);
}

/** @param {SVGRectElement} box @param {number} cell */
function numberIn(box, cell) {
  const [x, y, side] = ["x", "y", "width"].map((name) => Number(box.getAttribute(name)));
  const text = svg("text", {
    x: x + side / 2,
    y: y + cell / 2,
    "text-anchor": "middle",
    "dominant-baseline": "central",
    class: "av-number",
  });
  box.after(text);
  return text;
}

/**
 * Pointer and arrow keys move one frame over the cells.
 * @param {SVGSVGElement} drawing
 * @param {MapOptions} options
 * @param {Measure} measure
 * @param {number} first
 * @param {{label: number, cell: number}} size
 */
function pointing(drawing, options, measure, first, { label, cell }) {
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
    options.frame.say(measure.words(row + first, column + first), cursor);
    options.onPoint?.(row + first);
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
