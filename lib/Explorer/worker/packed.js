// Attention as it is kept: the lower triangle alone, 16 bits a weight. 270 heads on 256 tokens take 18 MB so, not 71.

/**
 * What the page shows of the attention, which itself stays in the worker: of a long text it takes megabytes.
 * @typedef {object} View
 * @property {number} head layer * heads + head
 * @property {number} first The first token that is shown.
 * @property {Uint16Array} pattern Of this head, packed.
 * @property {Uint16Array | null} before The same with all heads on, where some are off and there is room to keep it.
 * @property {{side: number, squares: Uint8Array} | null} thumbnails Of all heads; null where they were not asked for.
 */

/** More tokens are refused: their attention would take more memory than the page allows itself. */
export const MOST_TOKENS = 256;

export const PACKED_ONE = 65534;
const PACKED_NAN = 65535;

/** The same in 8 bits, for thumbnails and colours. */
export const BYTE_ONE = 254;
export const BYTE_NAN = 255;

/**
 * Weights of one head in one triangle.
 * @param {number} tokens
 */
export function triangleSize(tokens) {
  return (tokens * (tokens + 1)) / 2;
}

/** @param {number} weight */
export function packWeight(weight) {
  return Number.isNaN(weight) ? PACKED_NAN : Math.round(weight * PACKED_ONE);
}

/** @param {number} packed */
export function unpackWeight(packed) {
  return packed === PACKED_NAN ? NaN : packed / PACKED_ONE;
}

/** @param {number} packed */
export function byteOf(packed) {
  return packed === PACKED_NAN ? BYTE_NAN : Math.round((packed * BYTE_ONE) / PACKED_ONE);
}
