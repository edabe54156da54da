/* One pattern as the kit's map, with the row of the word that is pointed at framed; a long text is a canvas, a pixel a weight: as elements
   its cells would take megabytes. */
import { el } from "../../Web/dom.js";
import { drawnMap } from "../../Web/map.js";
import { showTip } from "../../Web/tip.js";
import { setSize } from "./dom.js";
import { PIXELS } from "./pixels.js";
import { room } from "./room.js";
import { byteOf, triangleSize } from "../worker/packed.js";

/** @typedef {import("./pattern.js").Pattern} Pattern */

/** Tokens from which a text counts as long. */
export const LONG = 64;

/** Pixels of a cell at most. */
const LARGEST = 32;

/**
 * @typedef {object} Shown
 * @property {Pattern} pattern
 * @property {number} first The first token that is shown.
 * @property {string} name
 * @property {import("../../Web/weights.js").Pattern} [changes] Drawn in place of the weights.
 * @property {number} [most] The largest of them.
 */

export class PatternMap {
  /**
   * @param {HTMLElement} place
   * @param {(query: number) => void} onPoint
   * @param {"width" | "simulated"} part Whose room it has.
   */
  constructor(place, onPoint, part = "width") {
    this.place = place;
    this.part = part;
    this.onPoint = onPoint;
    this.canvas = el("canvas", { role: "img", pointermove: (/** @type {PointerEvent} */ event) => this.point(event) });
    this.marker = el("span", { class: "marker", "aria-hidden": "true" });
    /** What is drawn, and for which room and page. */
    this.drawn = "";
    /** @type {Shown | null} */
    this.shown = null;
    /** @type {ImageData | null} */
    this.image = null;
    this.margin = this.cell = 0;
    /** The map of the text before, for texts of so many tokens on such a page. @type {ReturnType<typeof drawnMap> | null} */
    this.map = null;
    this.kind = "";
  }

  /**
   * @param {Shown} shown
   * @param {number} query The marked row.
   * @param {string} words What is said of it.
   */
  draw(shown, query, words) {
    const { scheme } = room,
      width = room[this.part],
      drawn = `${scheme} ${width}`;
    this.place.dataset.scheme = scheme;
    if (
      drawn !== this.drawn ||
      shown.pattern !== this.shown?.pattern ||
      shown.first !== this.shown.first ||
      shown.changes !== this.shown.changes
    ) {
      [this.drawn, this.shown] = [drawn, shown];
      if (shown.pattern.size > LONG) this.drawPixels(shown, width, scheme);
      else this.drawCells(shown, width, scheme);
    }
    if (this.map === null) this.canvas.setAttribute("aria-label", `Heatmap of ${shown.name}. ${words}`);
    this.mark(query - shown.first);
  }

  /** @param {number} row */
  mark(row) {
    const { style } = this.marker;
    style.left = `${this.margin}px`;
    style.top = `${this.margin + row * this.cell}px`;
    style.width = `${(row + 1) * this.cell}px`;
    style.height = `${this.cell}px`;
  }

  /** @param {Shown} shown @param {number} width @param {import("../../Web/colours.js").Scheme} scheme */
  drawCells({ pattern, first, name, changes, most }, width, scheme) {
    const what = { tokens: pattern.texts, pattern: changes ?? pattern, name, most },
      kind = `${scheme} ${width} ${first}`;
    if (this.kind === kind && this.map?.repaint(what)) return;
    const say = (/** @type {string} */ text, /** @type {Element | undefined} */ at) => at && showTip(text, at.getBoundingClientRect());
    this.kind = kind;
    this.map = drawnMap({
      ...what,
      hideFirst: first > 0,
      frame: { say, scheme: () => scheme },
      width,
      largest: LARGEST,
      changes: changes !== undefined,
      onPoint: this.onPoint,
    });
    this.map.node.append(this.marker);
    this.place.replaceChildren(this.map.node);
    [this.cell, this.margin] = [this.map.cell, this.map.margin];
  }

  /** @param {Shown} shown @param {number} width @param {import("../../Web/colours.js").Scheme} scheme */
  drawPixels({ pattern, first }, width, scheme) {
    const count = pattern.size - first,
      colours = PIXELS[scheme];
    [this.margin, this.map] = [0, null];
    this.cell = Math.max(1, Math.floor(width / count));
    if (this.image?.width !== count) this.image = new ImageData(count, count);
    const pixels = new Uint32Array(this.image.data.buffer);
    for (let q = 0; q < count; q++)
      for (let k = 0; k <= q; k++) pixels[q * count + k] = colours[byteOf(pattern.packed[triangleSize(q + first) + k + first])];
    setSize(this.canvas, count, count);
    this.canvas.getContext("2d")?.putImageData(this.image, 0, 0);
    this.canvas.style.width = this.canvas.style.height = `${count * this.cell}px`;
    if (this.canvas.parentNode !== this.place) this.place.replaceChildren(this.canvas, this.marker);
  }

  /** @param {PointerEvent} event */
  point(event) {
    const row = Math.floor(event.offsetY / this.cell) + (this.shown?.first ?? 0);
    if (this.shown && row >= this.shown.first && row < this.shown.pattern.size) this.onPoint(row);
  }
}
