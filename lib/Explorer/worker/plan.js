// Where each part of a transformer lies in a file, whichever way the file names it.

/** @typedef {import("./gguf.js").StoredTensor} StoredTensor */
/** @typedef {import("./store.js").Matrix} Matrix */

/**
 * @typedef {object} Shape
 * @property {number} vocabulary
 * @property {number} width Of the residual stream.
 * @property {number} layers
 * @property {number} heads
 * @property {number} keyHeads Key/value heads in a layer.
 * @property {number} headWidth
 * @property {number} hidden Width of the MLP; 0 for attention alone.
 * @property {number} context
 * @property {"neighbours" | "halves" | null} turned Which numbers of a head the rotary positions pair; null for learned positions.
 * @property {number} base Of the rotary angles.
 * @property {number} epsilon Of RMSNorm.
 */
/**
 * @typedef {object} LayerPlan
 * @property {Matrix} inputNorm
 * @property {Matrix} q
 * @property {Matrix} k
 * @property {Matrix} v
 * @property {Matrix} out
 * @property {{norm: Matrix, gate: Matrix, up: Matrix, down: Matrix} | null} mlp
 */
/**
 * @typedef {object} Plan
 * @property {Shape} shape
 * @property {Matrix} embedding
 * @property {Matrix | null} positions
 * @property {LayerPlan[]} layers
 * @property {Matrix} norm
 * @property {Matrix} unembedding
 */

/** Names of the parts in GGUF files. @type {Record<string, string>} */
export const GGUF_NAMES = {
  embedding: "token_embd",
  norm: "output_norm",
  unembedding: "output",
  layer: "blk.",
  inputNorm: "attn_norm",
  q: "attn_q",
  k: "attn_k",
  v: "attn_v",
  out: "attn_output",
  mlpNorm: "ffn_norm",
  gate: "ffn_gate",
  up: "ffn_up",
  down: "ffn_down",
};

/** Names of the parts in Hugging Face's layout for Llama. @type {Record<string, string>} */
export const LLAMA_NAMES = {
  embedding: "model.embed_tokens",
  positions: "model.embed_positions",
  norm: "model.norm",
  unembedding: "lm_head",
  layer: "model.layers.",
  inputNorm: "input_layernorm",
  q: "self_attn.q_proj",
  k: "self_attn.k_proj",
  v: "self_attn.v_proj",
  out: "self_attn.o_proj",
  mlpNorm: "post_attention_layernorm",
  gate: "mlp.gate_proj",
  up: "mlp.up_proj",
  down: "mlp.down_proj",
};

/**
 * @param {Shape} shape
 * @param {Map<string, StoredTensor>} tensors
 * @param {Record<string, string>} names
 * @returns {Plan}
 */
export function planModel(shape, tensors, names) {
  checkShape(shape);
  const { vocabulary, width, layers } = shape;
  /** @type {(name: string, rows: number, columns: number) => Matrix} */
  const find = (name, rows, columns) => findMatrix(tensors, `${name}.weight`, rows, columns);
  const embedding = find(names.embedding, vocabulary, width);
  return {
    shape,
    embedding,
    positions: shape.turned ? null : find(names.positions, shape.context, width),
    layers: Array.from({ length: layers }, (_, l) =>
      planLayer(shape, names, (name, rows, columns) => find(`${names.layer}${l}.${name}`, rows, columns)),
    ),
    norm: find(names.norm, 1, width),
    unembedding: tensors.has(`${names.unembedding}.weight`) ? find(names.unembedding, vocabulary, width) : embedding,
  };
}

/**
 * @param {Shape} shape
 * @param {Record<string, string>} names
 * @param {(name: string, rows: number, columns: number) => Matrix} find
 * @returns {LayerPlan}
 */
function planLayer({ width, heads, keyHeads, headWidth, hidden }, names, find) {
  return {
    inputNorm: find(names.inputNorm, 1, width),
    q: find(names.q, heads * headWidth, width),
    k: find(names.k, keyHeads * headWidth, width),
    v: find(names.v, keyHeads * headWidth, width),
    out: find(names.out, width, heads * headWidth),
    mlp:
      hidden === 0
        ? null
        : {
            norm: find(names.mlpNorm, 1, width),
            gate: find(names.gate, hidden, width),
            up: find(names.up, hidden, width),
            down: find(names.down, width, hidden),
          },
  };
}

/** @param {Shape} shape */
function checkShape(shape) {
  const { vocabulary, width, layers, heads, keyHeads, headWidth, hidden, context } = shape;
  const whole =
    [vocabulary, width, layers, heads, keyHeads, headWidth, context].every((n) => Number.isInteger(n) && n > 0) && Number.isInteger(hidden);
  if (!whole || heads % keyHeads || headWidth % 2) throw new Error("The model's sizes do not fit each other.");
}

/**
 * @param {Map<string, StoredTensor>} tensors
 * @param {string} name
 * @param {number} rows
 * @param {number} columns
 * @returns {Matrix}
 */
function findMatrix(tensors, name, rows, columns) {
  const tensor = tensors.get(name);
  if (!tensor?.type)
    throw new Error(tensor ? `The tensor ${name} is of a type that this page does not read.` : `The file has no tensor ${name}.`);
  const fits = tensor.shape.at(-1) === columns && tensor.shape.reduce((a, b) => a * b, 1) === rows * columns;
  if (!fits) throw new Error(`The tensor ${name} has the shape ${tensor.shape.join(" x ")}, not ${rows} x ${columns}.`);
  return { type: tensor.type, at: tensor.at, rows, columns };
}
