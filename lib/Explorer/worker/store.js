// One memory for weights and activations, and the matrix product on it: by the WebAssembly kernel, or in JavaScript where there is none.
import kernel from "./kernel.wasm";
import { rowBytes, unpackRow } from "./blocks.js";

/** @typedef {import("./blocks.js").WeightType} WeightType */

/**
 * @typedef {object} Matrix
 * @property {WeightType} type
 * @property {number} at Its first byte in the memory.
 * @property {number} rows
 * @property {number} columns
 */

const WASM_PAGE = 65536;

export class Store {
  /**
   * @param {number} weightBytes
   * @param {number} activationBytes
   * @param {boolean} plain Whether to do without WebAssembly.
   */
  static async create(weightBytes, activationBytes, plain) {
    const size = Math.ceil((weightBytes + activationBytes + 64) / WASM_PAGE) * WASM_PAGE;
    try {
      if (plain || typeof WebAssembly === "undefined") throw new Error("not wanted, or not there");
      const memory = new WebAssembly.Memory({ initial: size / WASM_PAGE });
      const { instance } = await WebAssembly.instantiate(kernel, { env: { memory } });
      return new Store(memory.buffer, weightBytes, /** @type {any} */ (instance.exports).product);
    } catch {
      return new Store(new ArrayBuffer(size), weightBytes, null);
    }
  }

  /**
   * @param {ArrayBuffer} buffer
   * @param {number} weightBytes
   * @param {((...numbers: number[]) => void) | null} kernel
   */
  constructor(buffer, weightBytes, kernel) {
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
    this.kernel = kernel;
    this.free = this.firstFree = Math.ceil(weightBytes / 64) * 64;
  }

  /** Room for 16-bit numbers that stay when the activations are given up. @param {number} count */
  kept(count) {
    const kept = new Uint16Array(this.bytes.buffer, this.firstFree, count);
    this.free = this.firstFree += Math.ceil(count / 32) * 64;
    return kept;
  }

  /** Gives up all activations. */
  reset() {
    this.free = this.firstFree;
  }

  /** Room for activations. @param {number} count */
  floats(count) {
    const floats = new Float32Array(this.bytes.buffer, this.free, count);
    this.free += Math.ceil(count / 16) * 64;
    return floats;
  }

  /**
   * One row of a matrix.
   * @param {Matrix} matrix
   * @param {number} row
   * @param {Float32Array} to
   */
  row(matrix, row, to) {
    unpackRow(matrix.type, this.view, matrix.at + row * rowBytes(matrix.type, matrix.columns), to);
  }

  /**
   * y[t] = W x[t].
   * @param {Matrix} matrix
   * @param {Float32Array} x [tokens, columns]
   * @param {Float32Array} y [tokens, rows]
   * @param {number} tokens
   * @param {Float32Array} scratch Four rows.
   */
  product(matrix, x, y, tokens, scratch) {
    const { type, at, rows, columns } = matrix;
    const fits = type.id !== 0 && rows % 4 === 0 && columns % 4 === 0;
    if (this.kernel && fits) {
      this.kernel(type.id, at, rowBytes(type, columns), x.byteOffset, y.byteOffset, columns, rows, tokens, scratch.byteOffset);
      return;
    }
    const row = scratch.subarray(0, columns);
    for (let r = 0; r < rows; r++) {
      this.row(matrix, r, row);
      for (let t = 0; t < tokens; t++) y[t * rows + r] = dot(row, x, t * columns);
    }
  }
}

/**
 * @param {Float32Array} row
 * @param {Float32Array} x
 * @param {number} at
 */
function dot(row, x, at) {
  let a = 0,
    b = 0,
    i = 0;
  for (; i + 1 < row.length; i += 2) {
    a += row[i] * x[at + i];
    b += row[i + 1] * x[at + i + 1];
  }
  return i < row.length ? a + b + row[i] * x[at + i] : a + b;
}
