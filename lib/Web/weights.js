/* Weights as they travel: one byte each (0 to 254; 255 is not a number), lower triangles only, in the order layer, head, query, key. */
import { bytesOf } from "./base64.js";
import { number, percent, quoted, signed } from "./words.js";

/**
 * @typedef {{size: number, at: (query: number, key: number) => number}} Pattern
 * @typedef {{model: string, tokens: string[], note: string, layers: number[], heads: number[], weights: string, bytes?: Uint8Array, hasBos: boolean, hideFirst: boolean}} TraceData
 */

/** The patterns of a trace. */
export class Patterns {
  /** @param {TraceData} data */
  constructor(data) {
    this.model = data.model;
    this.tokens = data.tokens;
    this.note = data.note;
    this.layers = data.layers;
    this.heads = data.heads;
    this.size = data.tokens.length;
    this.triangle = (this.size * (this.size + 1)) / 2;
    this.bytes = data.bytes ?? bytesOf(data.weights);
  }

  /** @param {number} layer Its place among the layers kept. @param {number} head Its place among the heads kept. @returns {Pattern} */
  head(layer, head) {
    const start = (layer * this.heads.length + head) * this.triangle;
    return {
      size: this.size,
      at: (query, key) => {
        const byte = this.bytes[start + (query * (query + 1)) / 2 + key];
        return key > query ? 0 : byte === 255 ? NaN : byte / 254;
      },
    };
  }

  /** A head by its place in the whole trace. @param {number} place @returns {Pattern} */
  at(place) {
    return this.head(Math.floor(place / this.heads.length), place % this.heads.length);
  }

  /** The mean of a layer's heads. @param {number} layer @returns {Pattern} */
  mean(layer) {
    const heads = this.heads.map((_, head) => this.head(layer, head));
    return { size: this.size, at: (query, key) => heads.reduce((sum, head) => sum + head.at(query, key), 0) / heads.length };
  }

  /** @param {number} layer @param {number} head -1 for the mean. */
  headOrMean(layer, head) {
    return head < 0 ? this.mean(layer) : this.head(layer, head);
  }

  /** @param {number} layer @param {number} head -1 for the mean. */
  name(layer, head) {
    return head < 0 ? `layer ${this.layers[layer]}, mean of ${this.heads.length} heads` : `head ${this.layers[layer]}.${this.heads[head]}`;
  }

  /** A head's address, 16.0 for instance. @param {number} place Among all heads of the trace. */
  addressAt(place) {
    return `${this.layers[Math.floor(place / this.heads.length)]}.${this.heads[place % this.heads.length]}`;
  }

  /** The place of an address, or another where there is none such. @param {string | undefined} address @param {number} otherwise */
  placeOf(address, otherwise) {
    const [layer, head] = (address ?? "").split(".").map(Number);
    const [l, h] = [this.layers.indexOf(layer), this.heads.indexOf(head)];
    return l < 0 || h < 0 ? otherwise : l * this.heads.length + h;
  }

  /** @param {number} place Among all heads of the trace. */
  nameAt(place) {
    return this.name(Math.floor(place / this.heads.length), place % this.heads.length);
  }
}

/** One head of a trace as a trace of its own. @param {TraceData & {bytes: Uint8Array}} trace @param {number} place @returns {TraceData} */
export function onlyHead(trace, place) {
  const size = (trace.tokens.length * (trace.tokens.length + 1)) / 2;
  return { ...trace, layers: [0], heads: [0], bytes: trace.bytes.subarray(place * size, (place + 1) * size) };
}

/**
 * The mean share of the weight that lies on some keys; the first token's own row says nothing and is not counted.
 * @param {Pattern} pattern
 * @param {(query: number, key: number) => boolean} counts
 */
export function share(pattern, counts) {
  let sum = 0;
  for (let query = 1; query < pattern.size; query++)
    for (let key = 0; key <= query; key++) if (counts(query, key)) sum += pattern.at(query, key);
  return pattern.size > 1 ? sum / (pattern.size - 1) : 1;
}

/** The largest weight that is shown. @param {Pattern} pattern @param {boolean} hideFirst */
export function largestOf(pattern, hideFirst) {
  const first = hideFirst && pattern.size > 1 ? 1 : 0;
  let largest = 0;
  for (let query = first; query < pattern.size; query++)
    for (let key = first; key <= query; key++) largest = Math.max(largest, pattern.at(query, key) || 0);
  return largest;
}

/** The largest change that is shown, whatever its sign. @param {Pattern} changes @param {boolean} hideFirst */
export function largestChange(changes, hideFirst) {
  return largestOf({ size: changes.size, at: (query, key) => Math.abs(changes.at(query, key)) }, hideFirst);
}

/** What the switch for the first token does, in words. @param {Pattern} pattern @param {boolean} hidden */
export function firstTokenNote(pattern, hidden) {
  const part = percent(share(pattern, (_, key) => key === 0));
  return hidden
    ? `First token left out: ${part} of the weight went there; the rest is not rescaled.`
    : `First token shown: ${part} of the weight goes there.`;
}

/** The keys with the largest weights of a query. @param {Pattern} pattern @param {number} query @param {boolean} hideFirst */
export function strongest(pattern, query, hideFirst, count = 3) {
  const keys = Array.from({ length: query + 1 }, (_, key) => key).filter(
    (key) => !(hideFirst && key === 0) && pattern.at(query, key) >= 0.005,
  );
  return keys.sort((a, b) => pattern.at(query, b) - pattern.at(query, a)).slice(0, count);
}

/** One weight in words, the same everywhere. @param {string[]} tokens @param {Pattern} pattern @param {number} query @param {number} key */
export function weightInWords(tokens, pattern, query, key) {
  return `${quoted(tokens[query])} (token ${query}) attends to ${quoted(tokens[key])} (token ${key}): ${number(pattern.at(query, key))}`;
}

/** A change in words. @param {string[]} tokens @param {Pattern} changes @param {number} query @param {number} key */
export function changeInWords(tokens, changes, query, key) {
  return `${quoted(tokens[query])} (token ${query}) on ${quoted(tokens[key])} (token ${key}): ${signed(changes.at(query, key))}`;
}

/** @param {string[]} tokens @param {Pattern} pattern @param {number} query @param {boolean} hideFirst @param {string} [verb] */
export function sentenceFor(tokens, pattern, query, hideFirst, verb = "attends to") {
  const list = strongest(pattern, query, hideFirst).map((key) => `${quoted(tokens[key])} ${number(pattern.at(query, key))}`);
  return `${quoted(tokens[query])} ${verb} ${list.length ? list.join(", ") : "nothing else"}.`;
}
