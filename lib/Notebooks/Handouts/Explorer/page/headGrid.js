// @ts-check
// All heads as thumbnails, a row for each layer. One opens a head; the key O switches it off and on.

/** Pixels of a thumbnail's side; of more tokens, the largest weight of each square is drawn. */
const THUMBNAIL = 32;

class HeadGrid {
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
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
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
    const rows = Array.from({ length: layers }, (_, l) => [element("span", { class: "layer", "aria-hidden": "true" }, String(l)), ...this.layerButtons(l)]);
    this.grid.replaceChildren(...rows.flat());
    rove(this.buttons, heads, 0);
  }

  /** @param {number} layer */
  layerButtons(layer) {
    return Array.from({ length: this.heads }, (_, h) => {
      const index = layer * this.heads + h;
      const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "head", title: `${layer}.${h}` }, element("canvas", { "aria-hidden": "true" })));
      button.onclick = () => this.onOpen(index);
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
      button.setAttribute("aria-pressed", String(i === chosen));
      const words = [`Head ${Math.floor(i / this.heads)}.${i % this.heads}`, ...(off.has(i) ? ["off"] : []), ...(changed ? [`a weight changed by ${decimals(change[i])}`] : [])];
      button.setAttribute("aria-label", words.join(", "));
    });
  }

  /**
   * @param {Result} result
   * @param {number} first
   */
  draw(result, first) {
    const side = Math.max(1, Math.min(THUMBNAIL, result.texts.length - first));
    const image = new ImageData(side, side), most = new Float32Array(side * side); // one for all heads
    this.buttons.forEach((button, i) => drawThumbnail(/** @type {HTMLCanvasElement} */ (button.firstChild), patternOf(result, i), first, image, most));
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Pattern} pattern
 * @param {number} first
 * @param {ImageData} image Is written over.
 * @param {Float32Array} most Is written over.
 */
function drawThumbnail(canvas, { texts, at }, first, image, most) {
  const count = texts.length - first, side = image.width;
  most.fill(-1);
  for (let q = 0; q < count; q++) {
    const row = Math.floor((q * side) / count) * side;
    for (let k = 0; k <= q; k++) {
      const pixel = row + Math.floor((k * side) / count), weight = at(q + first, k + first);
      if (!(weight <= most[pixel])) most[pixel] = weight;
    }
  }
  if (canvas.width !== side) canvas.width = canvas.height = side; // setting it makes a new bitmap, also where nothing changes
  image.data.fill(0);
  most.forEach((weight, pixel) => {
    if (weight === -1) return;
    image.data.set(weightRgb(weight), 4 * pixel);
    image.data[4 * pixel + 3] = 255;
  });
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}
