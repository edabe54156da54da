// One head: rotary turn, softmax of the scores, weighted sum of the values.
import { PACKED_ONE, packWeight } from "./packed.js";

/** @typedef {import("./plan.js").Shape} Shape */
/** @typedef {import("./transformer.js").Activations} Activations */

/**
 * Rotary positions (Su et al. 2021): pairs of numbers turned by an angle that grows with the position.
 * @param {Shape} shape
 * @param {Float32Array} x [tokens, heads, headWidth]
 * @param {number} heads
 * @param {number} tokens
 */
export function turn({ turned, base, headWidth }, x, heads, tokens) {
  if (!turned) return;
  const half = headWidth / 2,
    [stride, apart] = turned === "halves" ? [1, half] : [2, 1];
  for (let i = 0; i < half; i++) {
    const frequency = base ** ((-2 * i) / headWidth);
    for (let t = 0; t < tokens; t++) {
      const cos = Math.cos(t * frequency),
        sin = Math.sin(t * frequency);
      for (let h = 0; h < heads; h++) {
        const at = (t * heads + h) * headWidth + i * stride,
          a = x[at],
          b = x[at + apart];
        x[at] = a * cos - b * sin;
        x[at + apart] = b * cos + a * sin;
      }
    }
  }
}

/**
 * @param {Shape} shape
 * @param {Activations} a
 * @param {number} head
 * @param {number} tokens
 * @param {boolean} off Whether z becomes zero, the pattern staying as it is.
 * @param {{weights: Float64Array, gathered: Float32Array}} row What one query attends to and gathers, written over.
 * @param {Uint16Array} packed Takes the pattern.
 * @returns {number} The most by which a weight differs from the one it takes the place of.
 */
export function attendHead({ heads, keyHeads, headWidth }, { q, k, v, z }, head, tokens, off, { weights, gathered }, packed) {
  const keyHead = Math.floor(head / (heads / keyHeads));
  let change = 0;
  for (let i = 0, at = 0; i < tokens; i++) {
    const from = (i * heads + head) * headWidth;
    softmaxRow(q, from, k, keyHead * headWidth, keyHeads * headWidth, headWidth, i + 1, weights);
    gathered.fill(0);
    for (let j = 0; j <= i; j++) {
      const w = weights[j],
        value = (j * keyHeads + keyHead) * headWidth;
      const before = packed[at],
        now = packWeight(w);
      if (Math.abs(now - before) > change) change = Math.abs(now - before);
      packed[at++] = now;
      if (!off) for (let e = 0; e < headWidth; e++) gathered[e] += w * v[value + e];
    }
    z.set(gathered, from);
  }
  return change / PACKED_ONE;
}

/**
 * The weights of one query.
 * @param {Float32Array} q
 * @param {number} query Where it begins in q.
 * @param {Float32Array} k
 * @param {number} key Where the first key begins in k.
 * @param {number} stride From one key to the next.
 * @param {number} width
 * @param {number} keys
 * @param {Float64Array} weights
 */
function softmaxRow(q, query, k, key, stride, width, keys, weights) {
  const scale = 1 / Math.sqrt(width);
  let most = -Infinity,
    total = 0;
  for (let j = 0; j < keys; j++, key += stride) {
    let score = 0;
    for (let e = 0; e < width; e++) score += q[query + e] * k[key + e];
    weights[j] = score * scale;
    if (weights[j] > most) most = weights[j];
  }
  for (let j = 0; j < keys; j++) total += weights[j] = Math.exp(weights[j] - most);
  for (let j = 0; j < keys; j++) weights[j] /= total;
}
