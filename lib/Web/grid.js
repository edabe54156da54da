/* All heads of a model, small, none of them hidden: layers downwards, or to the right where a model is deep and there is room. */
import { el } from "./dom.js";
import { weightColour } from "./colours.js";
import { arrows } from "./keyboard.js";

/** A model with so many times more layers than heads lies on its side. */
const DEEP = 1.5;

/**
 * @typedef {object} GridOptions
 * @property {number} layers
 * @property {number} heads
 * @property {number[]} layerNames
 * @property {number[]} headNames
 * @property {number} width The room that there is.
 * @property {(place: number) => HTMLElement} cell Makes the button of a head, given its place in layer-major order.
 * @property {number} current The head that Tab reaches.
 */

/** Which layers share a band, and how large a cell is. @param {GridOptions} options */
function bandsOf({ layers, heads, width }) {
  const label = 24;
  if (layers <= DEEP * heads)
    return {
      across: false,
      bands: [Array.from({ length: layers }, (_, l) => l)],
      cell: Math.max(18, Math.min(34, Math.floor((width - label) / heads) - 3)),
    };
  const cell = width < 500 ? 22 : 23;
  const most = Math.max(1, Math.floor((width - label) / (cell + 3)));
  const per = Math.ceil(layers / Math.ceil(layers / most));
  const bands = Array.from({ length: Math.ceil(layers / per) }, (_, b) =>
    Array.from({ length: Math.min(per, layers - b * per) }, (_, i) => b * per + i),
  );
  return { across: true, bands, cell: Math.min(34, Math.floor((width - label) / per) - 3) };
}

/** @param {GridOptions} options */
export function headGrid(options) {
  const { heads, layerNames, headNames } = options;
  const { across, bands, cell } = bandsOf(options);
  const headsInOrder = Array.from({ length: heads }, (_, h) => h);
  const parts = bands.map((band) => {
    const [rows, columns] = across ? [headsInOrder, band] : [band, headsInOrder];
    const [rowNames, columnNames] = across ? [headNames, layerNames] : [layerNames, headNames];
    const head = el(
      "div",
      { role: "row", class: "av-thumbs" },
      el("span", { role: "columnheader", class: "av-corner" }, el("span", { class: "av-unseen" }, across ? "head" : "layer")),
      ...columns.map((c) => el("span", { role: "columnheader" }, columnNames[c])),
    );
    const lines = rows.map((r) =>
      el(
        "div",
        { role: "row", class: "av-thumbs" },
        el("span", { role: "rowheader" }, rowNames[r]),
        ...columns.map((c) => el("span", { role: "gridcell" }, options.cell(across ? c * heads + r : r * heads + c))),
      ),
    );
    const grid = el(
      "div",
      {
        role: "grid",
        class: "av-grid",
        "aria-label": across
          ? `Heads of layers ${layerNames[band[0]]} to ${layerNames[band[band.length - 1]]}: layers to the right, heads downwards`
          : "All heads: layers downwards, heads to the right",
        style: `--columns:${columns.length};--cell:${cell}px`,
      },
      head,
      ...lines,
    );
    const inside = Array.from(grid.querySelectorAll("button"));
    const place = inside.findIndex((button) => Number(button.dataset.place) === options.current);
    arrows(grid, "button", columns.length, Math.max(0, place));
    return grid;
  });
  const note = across ? "Layers to the right, heads downwards." : "Layers downwards, heads to the right.";
  return el("div", { class: "av-bands" }, el("p", { class: "av-note" }, note), ...parts);
}

/**
 * Draws a pattern, one pixel a weight.
 * @param {HTMLCanvasElement} canvas
 * @param {import("./weights.js").Pattern} pattern
 * @param {boolean} hideFirst
 * @param {import("./colours.js").Scheme} scheme
 */
export function thumbnail(canvas, pattern, hideFirst, scheme) {
  const first = hideFirst && pattern.size > 1 ? 1 : 0;
  const size = pattern.size - first;
  canvas.width = canvas.height = size;
  const image = new ImageData(size, size);
  for (let query = 0; query < size; query++)
    for (let key = 0; key <= query; key++) {
      const weight = pattern.at(query + first, key + first);
      const colour = Number.isFinite(weight) ? weightColour(scheme, weight).rgb : [200, 60, 60];
      image.data.set([...colour, 255], (query * size + key) * 4);
    }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}

/**
 * Thumbnails of a deep model are painted a few layers at a time, so that the page stays usable.
 * @param {HTMLElement[]} buttons
 * @param {(button: HTMLElement) => void} paint
 */
export function paintInParts(buttons, paint, from = 0) {
  buttons.slice(from, from + 300).forEach(paint);
  if (from + 300 < buttons.length) requestAnimationFrame(() => paintInParts(buttons, paint, from + 300));
}
