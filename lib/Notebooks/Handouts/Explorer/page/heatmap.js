// @ts-check
// One pattern as a map: a row for each word that looks, a column for each that is looked at.

class Heatmap {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {(query: number) => void} onPoint
   */
  constructor(canvas, onPoint) {
    this.canvas = canvas;
    /** @type {Pattern | null} */
    this.pattern = null;
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
   */
  draw(pattern, first, query) {
    this.pattern = pattern;
    this.first = first;
    const count = pattern.texts.length - first, width = /** @type {HTMLElement} */ (this.canvas.parentElement).clientWidth;
    const margin = this.labelWidth(pattern.texts.slice(first));
    this.margin = (width - margin) / count < 10 ? 0 : margin;
    this.cell = Math.max(1, Math.min(32, Math.floor((width - this.margin) / Math.max(1, count))));
    const pen = this.blank(this.margin + count * this.cell);
    if (this.margin) this.labels(pen, pattern, query);
    for (let q = first; q < pattern.texts.length; q++) for (let k = first; k <= q; k++) this.square(pen, q - first, k - first, pattern.at(q, k));
    pen.strokeStyle = getComputedStyle(this.canvas).outlineColor;
    pen.lineWidth = 2;
    pen.strokeRect(this.margin, this.margin + (query - first) * this.cell, (query - first + 1) * this.cell, this.cell);
  }

  /** What the longest label takes, up to a limit. @param {string[]} texts */
  labelWidth(texts) {
    const pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    pen.font = `700 13px ${getComputedStyle(this.canvas).fontFamily}`;
    return Math.min(90, Math.ceil(Math.max(0, ...texts.map((text) => pen.measureText(shown(text).trim()).width))) + 9);
  }

  /** @param {number} size */
  blank(size) {
    const sharp = devicePixelRatio || 1, side = Math.max(1, Math.ceil((size + 1) * sharp));
    if (this.canvas.width !== side) this.canvas.width = this.canvas.height = side; // as for thumbnails
    this.canvas.style.width = this.canvas.style.height = `${size + 1}px`;
    const pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, size + 1, size + 1);
    pen.textBaseline = "middle";
    return pen;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Pattern} pattern
   * @param {number} query
   */
  labels(pen, { texts }, query) {
    const style = getComputedStyle(this.canvas);
    pen.fillStyle = style.color;
    texts.slice(this.first).forEach((text, i) => {
      const label = fitted(pen, shown(text).trim(), this.margin - 8), middle = this.margin + (i + 0.5) * this.cell;
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
    const gap = this.cell > 6 ? 1 : 0, x = this.margin + column * this.cell, y = this.margin + row * this.cell;
    pen.fillStyle = weightColour(weight);
    pen.fillRect(x, y, this.cell - gap, this.cell - gap);
    if (this.cell < 26 || weight < 0.05) return;
    pen.fillStyle = weightInk(weight);
    pen.font = `11px ${getComputedStyle(this.canvas).fontFamily}`;
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
