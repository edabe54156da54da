// The main model's answer of the day when the page was made: with it the page opens, before any model is read.
import { bytesOf } from "../../Web/base64.js";
import { BYTE_NAN, BYTE_ONE, MOST_TOKENS, packWeight, triangleSize } from "../worker/packed.js";

/** @typedef {import("./pattern.js").NextToken} NextToken */
/** @typedef {import("../worker/packed.js").View} View */

/**
 * @typedef {object} Recorded
 * @property {string} title
 * @property {string} text
 * @property {string[]} texts
 * @property {number} layers
 * @property {number} heads
 * @property {number} head The head that is opened.
 * @property {string} weights
 * @property {NextToken[]} next
 * @property {number} milliseconds
 * @property {{head: number, kind: string, score: number}[] | null} known
 */

export class Recording {
  /** @param {Recorded} recorded */
  constructor(recorded) {
    this.recorded = recorded;
    this.bytes = bytesOf(recorded.weights);
    this.size = triangleSize(recorded.texts.length);
  }

  /** What a worker says of the model it has loaded. */
  loaded() {
    const { title, layers, heads, texts } = this.recorded;
    return { title, sha256: null, layers, heads, mostTokens: MOST_TOKENS, context: MOST_TOKENS, bos: texts[0], kernel: true };
  }

  /** What a worker answers. @param {{head: number, first: number}} wanted @returns {any} */
  result(wanted) {
    const { text, texts, next, milliseconds } = this.recorded;
    return {
      type: "result",
      job: 0,
      text,
      ids: [],
      texts,
      bos: true,
      change: null,
      next: next.map((token) => ({ ...token, before: null })),
      milliseconds,
      view: this.view(wanted),
    };
  }

  /** @param {{head: number, first: number}} wanted @returns {View} */
  view({ head, first }) {
    const pattern = Uint16Array.from({ length: this.size }, (_, i) => packWeight(this.weight(head, i)));
    return { head, first, pattern, before: null, thumbnails: this.thumbnails(first) };
  }

  /** @param {number} head @param {number} at */
  weight(head, at) {
    const byte = this.bytes[head * this.size + at];
    return byte === BYTE_NAN ? NaN : byte / BYTE_ONE;
  }

  /** The texts that are recorded are short: a square is a weight. @param {number} first */
  thumbnails(first) {
    const { layers, heads, texts } = this.recorded,
      side = texts.length - first,
      part = triangleSize(side);
    const squares = new Uint8Array(layers * heads * part);
    for (let head = 0, to = 0; head < layers * heads; head++)
      for (let query = first; query < texts.length; query++)
        for (let key = first; key <= query; key++) squares[to++] = this.bytes[head * this.size + triangleSize(query) + key];
    return { side, squares };
  }
}
