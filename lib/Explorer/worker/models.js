// The two kinds of models: a GGUF file of the reader's, and the course's own model that lies in the page.
import { readGgufHeader } from "./gguf.js";
import { GGUF_NAMES, LLAMA_NAMES, planModel } from "./plan.js";
import { parseSafetensors } from "./safetensors.js";
import { Sha256 } from "./sha256.js";
import { Store } from "./store.js";
import { Tokenizer } from "./tokenizer.js";
import { Transformer } from "./transformer.js";

/** @typedef {import("./plan.js").Shape} Shape */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./tokenizer.js").Vocabulary} Vocabulary */

/**
 * @typedef {object} Model
 * @property {Transformer} transformer
 * @property {Tokenizer} tokenizer
 * @property {string} title What the file calls itself.
 * @property {string | null} sha256
 */

/**
 * @param {Blob} file
 * @param {boolean} plain
 * @param {(done: number, total: number) => Promise<void>} step
 * @returns {Promise<Model>}
 */
export async function loadGguf(file, plain, step) {
  const { metadata, tensors } = await readGgufHeader(file);
  const vocabulary = ggufVocabulary(metadata);
  const plan = planModel(ggufShape(metadata, vocabulary), tensors, GGUF_NAMES);
  const first = Math.min(...Array.from(tensors.values(), (tensor) => tensor.at));
  moveMatrices(plan, -first);
  const store = await Store.create(file.size - first, Transformer.workingBytes(plan.shape), plain);
  const hash = new Sha256(),
    read = readerOf(file);
  for (let at = 0, part = await read(); !part.done; part = await read()) {
    const bytes = /** @type {Uint8Array} */ (part.value),
      skip = Math.max(0, first - at);
    hash.update(bytes);
    if (skip < bytes.length) store.bytes.set(bytes.subarray(skip), at + skip - first);
    await step((at += bytes.length), file.size);
  }
  const title = String(metadata.get("general.name") ?? "a model without a name");
  return { transformer: new Transformer(plan, store), tokenizer: new Tokenizer(vocabulary), title, sha256: hash.digest() };
}

/**
 * Reads a file part by part, into one buffer where the browser can: new ones for each part would stay in memory as garbage for a while.
 * @param {Blob} file
 * @returns {() => Promise<ReadableStreamReadResult<Uint8Array>>}
 */
function readerOf(file) {
  try {
    const reader = file.stream().getReader({ mode: "byob" });
    let buffer = new ArrayBuffer(256 * 1024);
    return async () => {
      const part = await reader.read(new Uint8Array(buffer));
      buffer = part.value?.buffer ?? buffer;
      return part;
    };
  } catch {
    const reader = file.stream().getReader();
    return () => reader.read();
  }
}

/**
 * Places in a file become places in the memory, where the header is left out.
 * @param {Plan} plan
 * @param {number} by
 */
function moveMatrices(plan, by) {
  const { embedding, positions, norm, unembedding, layers } = plan;
  const all = [
    embedding,
    positions,
    norm,
    unembedding,
    ...layers.flatMap(({ mlp, ...attention }) => [...Object.values(attention), ...Object.values(mlp ?? {})]),
  ];
  for (const matrix of new Set(all)) if (matrix) matrix.at += by;
}

/**
 * @param {Map<string, any>} metadata
 * @param {Vocabulary} vocabulary
 * @returns {Shape}
 */
function ggufShape(metadata, vocabulary) {
  const architecture = metadata.get("general.architecture");
  if (architecture !== "llama") throw new Error(`The model's architecture is ${architecture}; this page reads llama.`);
  /** @param {string} key */
  const get = (key) => metadata.get(`llama.${key}`);
  const width = get("embedding_length"),
    heads = get("attention.head_count");
  return {
    vocabulary: vocabulary.tokens.length,
    width,
    layers: get("block_count"),
    heads,
    keyHeads: get("attention.head_count_kv") ?? heads,
    headWidth: get("attention.key_length") ?? width / heads,
    hidden: get("feed_forward_length"),
    context: get("context_length"),
    turned: "neighbours",
    base: get("rope.freq_base") ?? 10000,
    epsilon: get("attention.layer_norm_rms_epsilon") ?? 1e-5,
  };
}

/**
 * @param {Map<string, any>} metadata
 * @returns {Vocabulary}
 */
function ggufVocabulary(metadata) {
  const texts = metadata.get("tokenizer.ggml.tokens"),
    merges = metadata.get("tokenizer.ggml.merges");
  if (metadata.get("tokenizer.ggml.model") !== "gpt2" || !texts || !merges) throw new Error("The model's tokenizer is not byte-level BPE.");
  /** @type {number[]} */
  const types = metadata.get("tokenizer.ggml.token_type") ?? [];
  const tokens = [...texts],
    endOfText = tokens.indexOf("<|endoftext|>");
  return {
    tokens,
    merges,
    special: types.flatMap((type, id) => (type === 3 ? [id] : [])),
    bos: endOfText >= 0 ? endOfText : (metadata.get("tokenizer.ggml.bos_token_id") ?? 0),
    splitDigits: metadata.get("tokenizer.ggml.pre") === "smollm",
  };
}

/**
 * @typedef {object} EmbeddedModel
 * @property {string} title
 * @property {any} config As in config.json.
 * @property {string[]} tokens
 * @property {string[]} merges
 */

/**
 * @param {EmbeddedModel} model
 * @param {Uint8Array} weights A safetensors file.
 * @param {boolean} plain
 * @returns {Promise<Model>}
 */
export async function loadEmbedded({ title, config, tokens, merges }, weights, plain) {
  const plan = planModel(courseShape(config), parseSafetensors(weights), LLAMA_NAMES);
  const store = await Store.create(weights.length, Transformer.workingBytes(plan.shape), plain);
  store.bytes.set(weights);
  const bos = tokens.indexOf("<|endoftext|>");
  const tokenizer = new Tokenizer({ tokens, merges, special: [bos], bos, splitDigits: false });
  return { transformer: new Transformer(plan, store), tokenizer, title, sha256: null };
}

/**
 * @param {any} config
 * @returns {Shape}
 */
function courseShape(config) {
  return {
    vocabulary: config.vocab_size,
    width: config.hidden_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    keyHeads: config.num_key_value_heads,
    headWidth: config.head_dim,
    hidden: config.intermediate_size,
    context: config.max_position_embeddings,
    turned: config.positions === "learned" ? null : "halves",
    base: config.rope_theta,
    epsilon: config.rms_norm_eps,
  };
}
