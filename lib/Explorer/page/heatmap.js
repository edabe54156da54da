// @ts-check
// One pattern as a map: a row for each word that looks, a column for each that is looked at.

/** Pixels of a square below which there is no room for labels. */
const LABELLED = 10;

class Heatmap {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {(query: number) => void} onPoint
   */
  constructor(canvas, onPoint) {
    this.canvas = canvas;
    this.marker = element("span", { class: "marker", "aria-hidden": "true" });
    canvas.after(this.marker);
    /** @type {Pattern | null} */
    this.pattern = null;
    /** @type {ImageData | null} */
    this.image = null;
    this.first = this.margin = this.cell = 0;
    canvas.onpointermove = (event) => {
      const row = Math.floor((event.offsetY - this.margin) / this.cell) + this.first;
      if (this.pattern && row >= this.first && row < this.pattern.texts.length) onPoint(row);
    };
  }

  /**
   * @param {Pattern} pattern
   * @param {number} first The first token that is shown.
   * @param {number} query The marked row.
   * @param {number} width The room that there is.
   */
  draw(pattern, first, query, width) {
    const again = pattern === this.pattern,
      count = pattern.texts.length - first;
    const margin = width / count < LABELLED ? 0 : this.labelWidth(pattern.texts.slice(first));
    this.pattern = pattern;
    this.first = first;
    this.margin = (width - margin) / count < LABELLED ? 0 : margin;
    this.cell = Math.max(1, Math.min(32, Math.floor((width - this.margin) / Math.max(1, count))));
    if (this.margin) this.drawSquares(pattern, query);
    else if (!again || this.canvas.width !== count) this.drawPixels(pattern);
    this.canvas.style.width = this.canvas.style.height = `${this.margin + count * this.cell}px`;
    this.mark(query - first);
  }

  /** @param {number} row */
  mark(row) {
    const { style } = this.marker;
    style.left = `${this.margin}px`;
    style.top = `${this.margin + row * this.cell}px`;
    style.width = `${(row + 1) * this.cell}px`;
    style.height = `${this.cell}px`;
  }

  /** One pixel a weight, which the style enlarges: a long text's squares would take megabytes. @param {Pattern} pattern */
  drawPixels({ texts, packed }) {
    const { first } = this,
      count = texts.length - first,
      colours = palette().pixels;
    if (this.image?.width !== count) this.image = new ImageData(count, count);
    const pixels = new Uint32Array(this.image.data.buffer);
    for (let q = 0; q < count; q++)
      for (let k = 0; k <= q; k++) pixels[q * count + k] = colours[byteOf(packed[triangleSize(q + first) + k + first])];
    this.pen(count).putImageData(this.image, 0, 0);
  }

  /**
   * Labels, and squares with their numbers where there is room.
   * @param {Pattern} pattern
   * @param {number} query
   */
  drawSquares(pattern, query) {
    const { first, margin, cell } = this,
      count = pattern.texts.length - first,
      size = margin + count * cell,
      sharp = devicePixelRatio || 1;
    const pen = this.pen(Math.ceil(size * sharp));
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, size, size);
    pen.textBaseline = "middle";
    this.labels(pen, pattern, query);
    for (let q = first; q < pattern.texts.length; q++)
      for (let k = first; k <= q; k++) this.square(pen, q - first, k - first, weightAt(pattern, q, k));
  }

  /** What the longest label takes, up to a limit. @param {string[]} texts */
  labelWidth(texts) {
    const pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    pen.font = `700 13px ${getComputedStyle(document.body).fontFamily}`;
    return Math.min(90, Math.ceil(Math.max(0, ...texts.map((text) => pen.measureText(shown(text).trim()).width))) + 9);
  }

  /** Draws on so many pixels. @param {number} side */
  pen(side) {
    setSize(this.canvas, side, side);
    return /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Pattern} pattern
   * @param {number} query
   */
  labels(pen, { texts }, query) {
    const style = getComputedStyle(document.body);
    pen.fillStyle = style.color;
    texts.slice(this.first).forEach((text, i) => {
      const label = fitted(pen, shown(text).trim(), this.margin - 8),
        middle = this.margin + (i + 0.5) * this.cell;
      pen.font = `${i + this.first === query ? 700 : 400} ${Math.min(13, this.cell)}px ${style.fontFamily}`;
      pen.textAlign = "right";
      pen.fillText(label, this.margin - 5, middle);
      pen.save();
      pen.translate(middle, this.margin - 5);
      pen.rotate(-Math.PI / 2);
      pen.textAlign = "left";
      pen.fillText(label, 0, 0);
      pen.restore();
    });
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} row
   * @param {number} column
   * @param {number} weight
   */
  square(pen, row, column, weight) {
    const x = this.margin + column * this.cell,
      y = this.margin + row * this.cell;
    pen.fillStyle = colourOf(weight);
    pen.fillRect(x, y, this.cell - 1, this.cell - 1);
    if (this.cell < 26 || weight < 0.05) return;
    pen.fillStyle = weightInk(weight);
    pen.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    pen.textAlign = "center";
    pen.fillText(Number.isNaN(weight) ? "NaN" : decimals(weight), x + this.cell / 2, y + this.cell / 2);
  }
}

/**
 * A label cut to a width.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 * @param {number} width
 */
function fitted(pen, text, width) {
  if (pen.measureText(text).width <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && pen.measureText(`${letters.join("")}…`).width > width) letters.pop();
  return `${letters.join("")}…`;
}
