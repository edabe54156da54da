// The worker's side of the conversation. Every message of the page has a number; a newer one ends what an older one began.
import { loadEmbedded, loadGguf } from "./models.js";
import { byteOf, triangleSize } from "./packed.js";
import { thumbnailsOf } from "./thumbnails.js";

/** @typedef {import("./models.js").Model} Model */
/** @typedef {import("./packed.js").View} View */
/** @typedef {import("./transformer.js").Transformer} Transformer */

/** A newer message has come. */
class Overtaken extends Error {}

/** @type {Model | null} */
let model = null;
/** The last text that was run to its end. @type {Run | null} */
let last = null;
/** Whether the model's attention is that of the last text: not while a run writes it, nor once such a run was ended. */
let held = false;
/**
 * What a text gives with all heads on; null while a run writes over what is kept of its attention.
 * @type {{key: string, chances: Float32Array} | null}
 */
let clean = null;
/** What the page shows of the attention. @type {{head: number, first: number}} */
let wanted = { head: 0, first: 0 };
let newest = 0;
/** The message whose run goes on; 0 for none. */
let running = 0;

const breath = new MessageChannel();
/** @type {(() => void)[]} */
const waiting = [];
breath.port1.onmessage = () => waiting.shift()?.();

/**
 * Lets messages in, and goes on unless one of them was newer.
 * @param {number} job
 * @param {string} what
 * @returns {(done: number, total: number) => Promise<void>}
 */
function stepOf(job, what) {
  let told = performance.now();
  return async (done, total) => {
    await new Promise((resolve) => {
      waiting.push(() => resolve(undefined));
      breath.port2.postMessage(0);
    });
    if (job !== newest) throw new Overtaken();
    if (performance.now() - told < 100) return;
    told = performance.now();
    postMessage({ type: "progress", job, what, done, total });
  };
}

/** @param {any} message */
async function load({ job, file, embedded, weights, plain }) {
  model = file ? await loadGguf(file, plain, stepOf(job, "Reading the model")) : await loadEmbedded(embedded, weights, plain);
  const { transformer, title, sha256, tokenizer } = model;
  const { layers, heads } = transformer.shape;
  postMessage({
    type: "loaded",
    job,
    title,
    sha256,
    layers,
    heads,
    mostTokens: transformer.mostTokens,
    context: transformer.shape.context,
    bos: tokenizer.textOf(tokenizer.bos),
    kernel: transformer.store.kernel !== null,
  });
}

/**
 * @typedef {object} Run
 * @property {number} job
 * @property {string} text
 * @property {boolean} bos
 * @property {number[]} off Heads that are switched off, as layer * heads + head.
 * @property {number} tokens
 */
/** @param {any} message */
async function run(message) {
  running = message.job;
  try {
    await answer(message);
  } finally {
    if (running === message.job) running = 0;
  }
}

/**
 * A text's tokens.
 * @param {string} text
 * @param {boolean} bos
 */
function idsOf(text, bos) {
  if (!model) throw new Error("No model is loaded.");
  const { transformer, tokenizer } = model,
    own = tokenizer.encode(text),
    ids = bos && own[0] !== tokenizer.bos ? [tokenizer.bos, ...own] : own;
  if (ids.length > transformer.mostTokens) {
    throw new Error(`The text has ${ids.length} tokens; this page takes ${transformer.mostTokens} with this model. Shorten it.`);
  }
  return { ids, transformer, tokenizer };
}

/** @param {Omit<Run, "tokens">} message */
async function answer({ job, text, bos, off }) {
  const began = performance.now(),
    { ids, transformer, tokenizer } = idsOf(text, bos),
    key = `${bos} ${text}`,
    step = stepOf(job, "Running the model");
  const before = (off.length > 0 && putBack(transformer, key, ids.length)) || (await runClean(transformer, ids, key, step));
  let chances = before,
    change = null;
  if (off.length > 0) {
    held = false;
    const { logits, changes } = await transformer.forward(ids, new Set(off), step);
    [chances, change] = [softmax(logits), changes];
  }
  held = true;
  last = { job, text, bos, off, tokens: ids.length };
  const next = likeliest(chances, change && before),
    texts = ids.map((id) => tokenizer.textOf(id));
  send(
    { type: "result", job, text, ids, texts, bos, change, next, milliseconds: performance.now() - began },
    viewOf(transformer, last, true),
  );
}

/** Tokens that a figure draws at most, as Figures.MaxTokens says. */
const MOST_DRAWN = 64;

/**
 * What a figure draws of a text: the weights of some heads, or of all, a byte each.
 * @param {{job: number, text: string, bos: boolean, heads: string[] | null}} message
 */
async function trace({ job, text, bos, heads: addresses }) {
  const began = performance.now(),
    { ids, transformer, tokenizer } = idsOf(text, bos),
    { layers, heads } = transformer.shape;
  const places =
    addresses?.map((address) => placeOf(address, layers, heads)) ?? Array.from({ length: layers * heads }, (_, place) => place);
  running = job;
  try {
    const chances = await runClean(transformer, ids, `${bos} ${text}`, stepOf(job, "Running the model"));
    [held, last] = [true, { job, text, bos, off: [], tokens: ids.length }];
    const drawn = Math.min(ids.length, MOST_DRAWN),
      part = triangleSize(drawn),
      size = triangleSize(ids.length),
      bytes = new Uint8Array(places.length * part);
    places.forEach((place, i) => {
      for (let at = 0; at < part; at++) bytes[i * part + at] = byteOf(transformer.attention[place * size + at]);
    });
    const texts = ids.slice(0, drawn).map((id) => tokenizer.textOf(id));
    postMessage(
      {
        type: "trace",
        job,
        texts,
        tokens: ids.length,
        layers,
        heads,
        bytes,
        next: likeliest(chances, null),
        milliseconds: performance.now() - began,
      },
      { transfer: [bytes.buffer] },
    );
  } finally {
    if (running === job) running = 0;
  }
}

/**
 * A head's place among all heads.
 * @param {string} address
 * @param {number} layers
 * @param {number} heads
 */
function placeOf(address, layers, heads) {
  const [layer, head] = address.split(".").map(Number);
  if (!(layer >= 0 && layer < layers && head >= 0 && head < heads))
    throw new Error(`The model has no head ${address}: it has ${layers} layers of ${heads}.`);
  return layer * heads + head;
}

/**
 * Runs a text with all heads on. Its attention is kept in the room behind, where the text leaves any, for comparing what heads that are
 * off change.
 * @param {Transformer} transformer
 * @param {number[]} ids
 * @param {string} key
 * @param {(done: number, total: number) => Promise<void>} step
 * @returns {Promise<Float32Array>} How likely each token is to come next.
 */
async function runClean(transformer, ids, key, step) {
  const chances = clean?.chances ?? new Float32Array(transformer.shape.vocabulary); // one for all texts: as garbage they would pile up
  [held, clean] = [false, null];
  const { logits } = await transformer.forward(ids, new Set(), step);
  chances.set(softmax(logits));
  clean = { key, chances };
  const { attention } = transformer,
    length = transformer.heads * triangleSize(ids.length);
  if (2 * length <= attention.length) attention.copyWithin(length, 0, length);
  return chances;
}

/**
 * Puts the attention with all heads on back to the front, if it is there or is kept.
 * @param {Transformer} transformer
 * @param {string} key
 * @param {number} tokens
 * @returns {Float32Array | null} As from running; null if the text has to be run.
 */
function putBack({ attention, heads }, key, tokens) {
  if (clean?.key !== key) return null;
  if (held && last?.off.length === 0) return clean.chances;
  const length = heads * triangleSize(tokens);
  if (2 * length > attention.length) return null;
  attention.copyWithin(0, length, 2 * length);
  return clean.chances;
}

/**
 * What the page asks to see of a text. It is run again if a run that was ended has written over its attention.
 * @param {any} message
 */
async function look({ job, shown, thumbnails }) {
  if (!model || !last || running) return; // a run that goes on will bring it
  if (held && last.job === shown) send({ type: "view", job }, viewOf(model.transformer, last, thumbnails));
  else await run({ ...last, job });
}

/**
 * @param {Transformer} transformer
 * @param {Run} run
 * @param {boolean} thumbnails
 * @returns {View}
 */
function viewOf({ attention, heads }, { tokens, off }, thumbnails) {
  const size = triangleSize(tokens),
    { head } = wanted,
    behind = (heads + head) * size, // as runClean keeps it
    first = Math.min(wanted.first, tokens - 1);
  return {
    head,
    first,
    pattern: attention.slice(head * size, (head + 1) * size),
    before: off.length > 0 && 2 * heads * size <= attention.length ? attention.slice(behind, behind + size) : null,
    thumbnails: thumbnails ? thumbnailsOf(attention, heads, tokens, first) : null,
  };
}

/**
 * @param {object} message
 * @param {View} view
 */
function send(message, view) {
  postMessage(
    { ...message, view },
    { transfer: [view.pattern, view.before, view.thumbnails?.squares].flatMap((array) => array?.buffer ?? []) },
  );
}

/** Chances in place of logits. @param {Float32Array} logits */
function softmax(logits) {
  let most = -Infinity,
    total = 0;
  for (let id = 0; id < logits.length; id++) if (logits[id] > most) most = logits[id]; // an iterator would make an object for each
  for (let id = 0; id < logits.length; id++) total += logits[id] = Math.exp(logits[id] - most);
  for (let id = 0; id < logits.length; id++) logits[id] /= total;
  return logits;
}

/**
 * The five likeliest next tokens, with what they had before heads were switched off, and what was likeliest then.
 * @param {Float32Array} chances
 * @param {Float32Array | null} before
 */
function likeliest(chances, before) {
  /** @type {number[]} */
  const five = [];
  for (let id = 0; id < chances.length; id++) {
    if (five.length === 5 && !(chances[id] > chances[five[4]])) continue;
    five.push(id);
    five.sort((a, b) => chances[b] - chances[a]);
    five.length = Math.min(5, five.length);
  }
  if (before) {
    const top = before.reduce((best, chance, id) => (chance > before[best] ? id : best), 0);
    if (!five.includes(top)) five.push(top); // what was likeliest is shown even where it is no longer
  }
  const textOf = (/** @type {number} */ id) => model?.tokenizer.textOf(id) ?? "";
  return five.map((id) => ({ id, text: textOf(id), chance: chances[id], before: before ? before[id] : null }));
}

onmessage = async ({ data }) => {
  newest = data.job;
  wanted = data.wanted ?? wanted;
  try {
    if (data.type === "load") await load(data);
    else if (data.type === "run") await run(data);
    else if (data.type === "trace") await trace(data);
    else if (data.type === "look") await look(data);
    else postMessage({ type: "cancelled", job: data.job });
  } catch (error) {
    if (!(error instanceof Overtaken))
      postMessage({ type: "error", job: data.job, message: error instanceof Error ? error.message : String(error) });
  }
};
