/* All heads as thumbnails, a row for each layer. One opens a head; the key O switches it off and on. */
import { el } from "../../Web/dom.js";
import { arrows, reach } from "../../Web/keyboard.js";
import { number } from "../../Web/words.js";
import { setAttribute, setSize } from "./dom.js";
import { PIXELS } from "./pixels.js";
import { room } from "./room.js";
import { triangleSize } from "../worker/packed.js";

/** The least pixels of a thumbnail's side. */
const SHARP = 24;

export class HeadGrid {
  /**
   * @param {HTMLElement} grid
   * @param {(index: number) => void} onOpen
   * @param {(index: number) => void} onSwitch
   */
  constructor(grid, onOpen, onSwitch) {
    this.grid = grid;
    this.onOpen = onOpen;
    this.onSwitch = onSwitch;
    this.heads = 0;
    /** What kinds a head is the best of, in words. @type {Map<number, string>} */
    this.known = new Map();
    /** All thumbnails, under the buttons: a canvas for each head would take ten times the memory. */
    this.canvas = el("canvas", { "aria-hidden": "true" });
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
    arrows(grid, ".head", () => this.heads);
    grid.onkeydown = (event) => {
      const index = this.buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
      if (index >= 0 && event.key.toLowerCase() === "o" && !event.ctrlKey && !event.metaKey && !event.altKey) onSwitch(index);
    };
  }

  /**
   * @param {number} layers
   * @param {number} heads
   */
  fill(layers, heads) {
    this.heads = heads;
    this.buttons = [];
    this.grid.style.setProperty("--heads", String(heads));
    this.grid.style.setProperty("--layers", String(layers));
    const rows = Array.from({ length: layers }, (_, l) => [
      el("span", { class: "layer", "aria-hidden": "true" }, String(l)),
      ...this.layerButtons(l),
    ]);
    this.grid.replaceChildren(this.canvas, ...rows.flat());
    reach(this.buttons, 0);
  }

  /** @param {number} layer */
  layerButtons(layer) {
    return Array.from({ length: this.heads }, (_, h) => {
      const index = layer * this.heads + h;
      const button = el("button", { type: "button", class: "head", title: `${layer}.${h}`, click: () => this.onOpen(index) });
      this.buttons.push(button);
      return button;
    });
  }

  /**
   * @param {number} chosen
   * @param {ReadonlySet<number>} off
   * @param {Float32Array | null} change
   */
  mark(chosen, off, change) {
    this.buttons.forEach((button, i) => {
      const changed = change !== null && change[i] >= 0.05;
      button.classList.toggle("off", off.has(i));
      button.classList.toggle("changed", changed);
      if (changed) button.style.setProperty("--change", String(Math.min(1, change[i])));
      setAttribute(button, "aria-pressed", String(i === chosen));
      const name = `${Math.floor(i / this.heads)}.${i % this.heads}`,
        kinds = this.known.get(i) ?? "";
      button.classList.toggle("known-one", kinds !== "");
      setAttribute(button, "title", kinds ? `${name}: ${kinds}` : name);
      const words = [
        `Head ${name}`,
        ...(kinds ? [kinds] : []),
        ...(off.has(i) ? ["off"] : []),
        ...(changed ? [`a weight changed by ${number(change[i])}`] : []),
      ];
      setAttribute(button, "aria-label", words.join(", "));
    });
  }

  /** @param {{side: number, squares: Uint8Array}} thumbnails */
  draw({ side, squares }) {
    const { canvas, heads } = this,
      scale = Math.ceil(SHARP / side),
      sharp = side * scale,
      margin = Math.max(1, Math.round(sharp / 12)),
      pitch = sharp + 2 * margin;
    setSize(canvas, heads * pitch, (this.buttons.length / heads) * pitch);
    const pen = canvas.getContext("2d"),
      image = new ImageData(sharp, sharp),
      pixels = new Uint32Array(image.data.buffer),
      colours = PIXELS[room.scheme];
    for (let i = 0; i < this.buttons.length; i++) {
      for (let y = 0; y < sharp; y++) {
        const row = Math.floor(y / scale),
          at = i * triangleSize(side) + triangleSize(row);
        for (let x = 0; x < (row + 1) * scale; x++) pixels[y * sharp + x] = colours[squares[at + Math.floor(x / scale)]];
      }
      pen?.putImageData(image, (i % heads) * pitch + margin, Math.floor(i / heads) * pitch + margin);
    }
  }
}
