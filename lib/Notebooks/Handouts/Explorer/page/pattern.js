// @ts-check
// One head's pattern, read from the packed attention of all heads.

/**
 * @typedef {object} Pattern
 * @property {string[]} texts The tokens.
 * @property {(query: number, key: number) => number} at
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
 * @property {Uint16Array} attention
 * @property {Float32Array | null} change
 * @property {NextToken[]} next
 * @property {Float32Array} logits
 * @property {number} milliseconds
 */

/**
 * @param {Result} result
 * @param {number} index layer * heads + head
 * @returns {Pattern}
 */
function patternOf({ texts, attention }, index) {
  const from = index * triangleSize(texts.length);
  return { texts, at: (query, key) => unpackWeight(attention[from + triangleSize(query) + key]) };
}

/**
 * The words that a word attends to most, in words.
 * @param {Pattern} pattern
 * @param {number} query
 * @param {number} first The first token that is shown.
 */
function strongest({ texts, at }, query, first) {
  const keys = Array.from({ length: query + 1 }, (_, k) => k).slice(first);
  keys.sort((a, b) => at(query, b) - at(query, a));
  return keys.slice(0, 3).map((k) => `“${shown(texts[k]).trim()}” ${decimals(at(query, k))}`).join(", ") || "nothing that is shown";
}
