// The pass through a decoder-only transformer in the style of Llama, keeping every attention weight.
import { attendHead, turn } from "./attention.js";
import { rowBytes } from "./blocks.js";
import { MOST_TOKENS, triangleSize } from "./packed.js";

/** @typedef {import("./plan.js").Shape} Shape */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./store.js").Matrix} Matrix */
/** @typedef {import("./store.js").Store} Store */

/** Tokens that go through the MLP at a time: its hidden numbers of a long text would take megabytes. */
const MLP_TOKENS = 64;

/** @typedef {{norm: Float32Array, mlpNorm: Float32Array | null}} LayerNorms */
/** @typedef {Record<"x" | "h" | "q" | "k" | "v" | "z" | "gate" | "up" | "logits" | "scratch", Float32Array>} Activations */

export class Transformer {
  /**
   * @param {Plan} plan
   * @param {Store} store
   */
  constructor(plan, store) {
    this.plan = plan;
    this.shape = plan.shape;
    this.store = store;
    this.heads = plan.shape.layers * plan.shape.heads;
    this.mostTokens = Math.min(MOST_TOKENS, plan.shape.context);
    /** Packed attention of all heads on the text that was run last; written over by the next. */
    this.attention = store.kept(Transformer.attentionLength(plan.shape));
    this.row = { weights: new Float64Array(this.mostTokens), gathered: new Float32Array(plan.shape.headWidth) };
    /** @type {LayerNorms[]} */
    this.norms = plan.layers.map(({ inputNorm, mlp }) => ({ norm: this.vector(inputNorm), mlpNorm: mlp && this.vector(mlp.norm) }));
    this.lastNorm = this.vector(plan.norm);
  }

  /** Weights of all heads on the longest text. @param {Shape} shape */
  static attentionLength({ layers, heads, context }) {
    return layers * heads * triangleSize(Math.min(MOST_TOKENS, context));
  }

  /** Bytes of the attention and the activations of the longest text. @param {Shape} shape */
  static workingBytes(shape) {
    const { vocabulary, width, heads, keyHeads, headWidth, hidden, context } = shape;
    const tokens = Math.min(MOST_TOKENS, context);
    const perToken = 2 * width + 2 * heads * headWidth + 2 * keyHeads * headWidth;
    return (
      2 * Transformer.attentionLength(shape) +
      4 * (tokens * perToken + 2 * MLP_TOKENS * hidden + vocabulary + 4 * Math.max(width, heads * headWidth, hidden)) +
      64 * 17
    );
  }

  /** @param {Matrix} matrix One row. */
  vector(matrix) {
    const row = new Float32Array(matrix.columns);
    this.store.row(matrix, 0, row);
    return row;
  }

  /**
   * @param {number} tokens
   * @returns {Activations}
   */
  activations(tokens) {
    const { vocabulary, width, heads, keyHeads, headWidth, hidden } = this.shape;
    const { store } = this;
    store.reset();
    return {
      x: store.floats(tokens * width),
      h: store.floats(tokens * width),
      q: store.floats(tokens * heads * headWidth),
      z: store.floats(tokens * heads * headWidth),
      k: store.floats(tokens * keyHeads * headWidth),
      v: store.floats(tokens * keyHeads * headWidth),
      gate: store.floats(MLP_TOKENS * hidden),
      up: store.floats(MLP_TOKENS * hidden),
      logits: store.floats(vocabulary),
      scratch: store.floats(4 * Math.max(width, heads * headWidth, hidden)),
    };
  }

  /**
   * @param {number[]} ids
   * @param {ReadonlySet<number>} off Heads whose z is set to zero, as layer * heads + head.
   * @param {(done: number, total: number) => Promise<void>} step Called after each layer; what it throws ends the pass.
   * @returns {Promise<{logits: Float32Array, changes: Float32Array}>} Logits of the last token, which the next pass writes over; for each head
   * the most by which a weight differs from the one that stood in its place.
   */
  async forward(ids, off, step) {
    const tokens = ids.length,
      { layers, heads } = this.shape;
    const a = this.activations(tokens),
      changes = new Float32Array(layers * heads);
    this.embed(ids, a.x);
    for (let l = 0; l < layers; l++) {
      this.attend(l, a, tokens, off, changes);
      this.mlp(l, a, tokens);
      await step(l + 1, layers);
    }
    const { width } = this.shape,
      last = a.h.subarray(0, width);
    this.normalise(a.x.subarray((tokens - 1) * width), this.lastNorm, last, 1);
    this.store.product(this.plan.unembedding, last, a.logits, 1, a.scratch);
    return { logits: a.logits, changes };
  }

  /**
   * @param {number[]} ids
   * @param {Float32Array} x
   */
  embed(ids, x) {
    const { width } = this.shape,
      { embedding, positions } = this.plan;
    ids.forEach((id, t) => {
      const row = x.subarray(t * width, (t + 1) * width);
      this.store.row(embedding, id, row);
      if (positions)
        this.vector({ ...positions, at: positions.at + t * rowBytes(positions.type, width) }).forEach((value, i) => (row[i] += value));
    });
  }

  /**
   * @param {number} l
   * @param {Activations} a
   * @param {number} tokens
   * @param {ReadonlySet<number>} off
   * @param {Float32Array} changes
   */
  attend(l, a, tokens, off, changes) {
    const { heads, keyHeads } = this.shape,
      layer = this.plan.layers[l],
      { store } = this;
    this.normalise(a.x, this.norms[l].norm, a.h, tokens);
    store.product(layer.q, a.h, a.q, tokens, a.scratch);
    store.product(layer.k, a.h, a.k, tokens, a.scratch);
    store.product(layer.v, a.h, a.v, tokens, a.scratch);
    turn(this.shape, a.q, heads, tokens);
    turn(this.shape, a.k, keyHeads, tokens);
    const size = triangleSize(tokens);
    for (let head = 0; head < heads; head++) {
      const index = l * heads + head;
      changes[index] = attendHead(
        this.shape,
        a,
        head,
        tokens,
        off.has(index),
        this.row,
        this.attention.subarray(index * size, (index + 1) * size),
      );
    }
    store.product(layer.out, a.z, a.h, tokens, a.scratch);
    addTo(a.x, a.h);
  }

  /**
   * @param {number} l
   * @param {Activations} a
   * @param {number} tokens
   */
  mlp(l, a, tokens) {
    const { mlp } = this.plan.layers[l],
      norm = this.norms[l].mlpNorm,
      { store } = this,
      { width, hidden } = this.shape;
    if (!mlp || !norm) return;
    this.normalise(a.x, norm, a.h, tokens);
    for (let from = 0; from < tokens; from += MLP_TOKENS) {
      const count = Math.min(MLP_TOKENS, tokens - from),
        h = a.h.subarray(from * width, (from + count) * width);
      store.product(mlp.gate, h, a.gate, count, a.scratch);
      store.product(mlp.up, h, a.up, count, a.scratch);
      for (let i = 0; i < count * hidden; i++) a.gate[i] = (a.gate[i] / (1 + Math.exp(-a.gate[i]))) * a.up[i];
      store.product(mlp.down, a.gate, h, count, a.scratch);
    }
    addTo(a.x, a.h);
  }

  /**
   * RMSNorm (Zhang and Sennrich 2019).
   * @param {Float32Array} x
   * @param {Float32Array} weight
   * @param {Float32Array} out
   * @param {number} tokens
   */
  normalise(x, weight, out, tokens) {
    const { width, epsilon } = this.shape;
    for (let from = 0; from < tokens * width; from += width) {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += x[from + i] * x[from + i];
      const scale = 1 / Math.sqrt(sum / width + epsilon);
      for (let i = 0; i < width; i++) out[from + i] = x[from + i] * scale * weight[i];
    }
  }
}

/**
 * @param {Float32Array} to
 * @param {Float32Array} from
 */
function addTo(to, from) {
  for (let i = 0; i < to.length; i++) to[i] += from[i];
}
