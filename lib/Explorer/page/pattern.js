/* One head's pattern as the kit's views read it, from the packed attention that the worker sends. */
import { SIMULATED_REACH, simulatedRow, simulatedWords } from "../../Web/simulated.js";
import { packWeight, triangleSize, unpackWeight } from "../worker/packed.js";

/**
 * @typedef {object} PackedPattern
 * @property {string[]} texts The tokens.
 * @property {Uint16Array} packed The lower triangle: as numbers, weights of a long text would be garbage of megabytes each time they are drawn.
 * @typedef {import("../../Web/weights.js").Pattern & PackedPattern} Pattern
 */
/**
 * @typedef {object} NextToken
 * @property {number} id
 * @property {string} text
 * @property {number} chance
 * @property {number | null} before Its chance with all heads on, where some are off.
 */
/**
 * @typedef {object} Result
 * @property {number[]} ids
 * @property {string[]} texts
 * @property {boolean} bos
 * @property {number} job
 * @property {import("../worker/packed.js").View} view Of the head that is shown.
 * @property {Pattern} simulated
 * @property {Float32Array | null} change
 * @property {NextToken[]} next
 * @property {number} milliseconds
 */

/**
 * @param {string[]} texts
 * @param {Uint16Array} packed
 * @returns {Pattern}
 */
export function patternOf(texts, packed) {
  return {
    texts,
    packed,
    size: texts.length,
    at: (query, key) => (key > query ? 0 : unpackWeight(packed[triangleSize(query) + key])),
  };
}

/**
 * How much each weight of a head has changed.
 * @param {Pattern} now
 * @param {Uint16Array} before
 * @returns {import("../../Web/weights.js").Pattern}
 */
export function differenceOf(now, before) {
  const old = patternOf(now.texts, before);
  return { size: now.size, at: (query, key) => now.at(query, key) - old.at(query, key) };
}

/**
 * The pattern that no model made.
 * @param {Pick<Result, "texts" | "bos">} result
 * @returns {Pattern}
 */
export function simulationOf({ texts, bos }) {
  const packed = new Uint16Array(triangleSize(texts.length)),
    words = simulatedWords(texts),
    row = /** @type {number[]} */ ([]);
  for (let query = 0, at = 0; query < words.length; query++) {
    simulatedRow(words, query, bos, SIMULATED_REACH, row);
    for (let key = 0; key <= query; key++) packed[at++] = packWeight(row[key]);
  }
  return patternOf(texts, packed);
}
