// Patterns of all heads, small enough to be looked at side by side.
import { byteOf, triangleSize } from "./packed.js";

/** Squares of a thumbnail's side; of more tokens, the largest weight of each square is kept. */
const THUMBNAIL = 32;

/**
 * @param {Uint16Array} attention Packed, of all heads.
 * @param {number} heads
 * @param {number} tokens
 * @param {number} first The first token that is shown.
 * @returns {{side: number, squares: Uint8Array}} Lower triangles of the heads, a byte a square.
 */
export function thumbnailsOf(attention, heads, tokens, first) {
  const count = tokens - first,
    side = Math.min(THUMBNAIL, count),
    size = triangleSize(tokens);
  const place = Uint8Array.from({ length: count }, (_, i) => Math.floor((i * side) / count));
  const squares = new Uint8Array(heads * triangleSize(side)),
    most = new Uint16Array(triangleSize(side));
  for (let head = 0; head < heads; head++) {
    most.fill(0);
    for (let q = 0; q < count; q++) {
      const row = triangleSize(place[q]),
        at = head * size + triangleSize(q + first) + first;
      for (let k = 0; k <= q; k++) {
        const square = row + place[k];
        if (attention[at + k] > most[square]) most[square] = attention[at + k]; // not a number is the largest
      }
    }
    for (let i = 0; i < most.length; i++) squares[head * most.length + i] = byteOf(most[i]);
  }
  return { side, squares };
}
