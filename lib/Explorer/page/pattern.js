// @ts-check
// One head's pattern, read from the packed attention of all heads.

/**
 * @typedef {object} Pattern
 * @property {string[]} texts The tokens.
 * @property {Uint16Array} packed The lower triangle: as numbers, weights of a long text would be garbage of megabytes each time they are drawn.
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
 * @property {View} view Of the head that is shown.
 * @property {Pattern} simulated
 * @property {Float32Array | null} change
 * @property {NextToken[]} next
 * @property {number} milliseconds
 */

/**
 * @param {Pattern} pattern
 * @param {number} query
 * @param {number} key
 */
function weightAt({ packed }, query, key) {
  return unpackWeight(packed[triangleSize(query) + key]);
}

/**
 * The pattern that no model made.
 * @param {Result} result
 * @returns {Pattern}
 */
function simulationOf({ texts, bos }) {
  const packed = new Uint16Array(triangleSize(texts.length)),
    words = simulatedWords(texts),
    row = /** @type {number[]} */ ([]);
  for (let query = 0, at = 0; query < words.length; query++) {
    simulatedRow(words, query, bos, SIMULATED_REACH, row);
    for (let key = 0; key <= query; key++) packed[at++] = packWeight(row[key]);
  }
  return { texts, packed };
}

/**
 * The words that a word attends to most, in words.
 * @param {Pattern} pattern
 * @param {number} query
 * @param {number} first The first token that is shown.
 */
function strongest(pattern, query, first) {
  const weights = Array.from({ length: query + 1 }, (_, key) => weightAt(pattern, query, key)),
    keys = [...weights.keys()].slice(first);
  keys.sort((a, b) => weights[b] - weights[a]);
  return (
    keys
      .slice(0, 3)
      .map((key) => `“\u2068${shown(pattern.texts[key]).trim()}\u2069” ${decimals(weights[key])}`)
      .join(", ") || "nothing that is shown"
  );
}
