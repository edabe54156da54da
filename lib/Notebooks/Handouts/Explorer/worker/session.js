// @ts-check
// The worker's side of the conversation. Every message of the page has a number; a newer one ends what an older one began.

/** A newer message has come. */
class Overtaken extends Error {}

/** @type {Model | null} */
let model = null;
/** What the text gives with all heads, kept while some are off. @type {{key: string, attention: Uint16Array, chances: Float32Array} | null} */
let untouched = null;
let newest = 0;

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
    type: "loaded", job, title, sha256, layers, heads, mostTokens: transformer.mostTokens, context: transformer.shape.context,
    bos: tokenizer.textOf(tokenizer.bos), kernel: transformer.store.kernel !== null,
  });
}

/** @param {any} message */
async function run({ job, text, bos, off }) {
  if (!model) throw new Error("No model is loaded.");
  const { transformer, tokenizer } = model, began = performance.now();
  const ids = [...(bos ? [tokenizer.bos] : []), ...tokenizer.encode(text)];
  if (ids.length > transformer.mostTokens) {
    throw new Error(`The text has ${ids.length} tokens; this page takes ${transformer.mostTokens} with this model. Shorten it.`);
  }
  const key = `${bos} ${text}`, step = stepOf(job, "Running the model");
  if (untouched?.key !== key) untouched = null;
  if (off.length > 0 && !untouched) {
    const clean = await transformer.forward(ids, new Set(), step);
    untouched = { key, attention: clean.attention, chances: softmax(clean.logits) };
  }
  const { attention, logits } = await transformer.forward(ids, new Set(off), step);
  const change = off.length > 0 && untouched ? largestChanges(attention, untouched.attention, ids.length) : null;
  const next = likeliest(softmax(logits.slice()), untouched?.chances ?? null);
  postMessage({ type: "result", job, text, ids, texts: ids.map((id) => tokenizer.textOf(id)), bos, attention, change, next, logits, milliseconds: performance.now() - began },
    { transfer: [attention.buffer, logits.buffer] });
}

/**
 * For each head the most that a weight has changed.
 * @param {Uint16Array} now
 * @param {Uint16Array} before
 * @param {number} tokens
 */
function largestChanges(now, before, tokens) {
  const size = triangleSize(tokens), changes = new Float32Array(now.length / size);
  for (let i = 0, head = 0; head < changes.length; head++) {
    let most = 0;
    for (const end = i + size; i < end; i++) most = Math.max(most, Math.abs(now[i] - before[i]));
    changes[head] = most / PACKED_ONE;
  }
  return changes;
}

/** Chances in place of logits: arrays of the vocabulary's size, made anew for each text, would pile up. @param {Float32Array} logits */
function softmax(logits) {
  let most = -Infinity, total = 0;
  for (const logit of logits) if (logit > most) most = logit;
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
  try {
    if (data.type === "load") await load(data);
    else if (data.type === "run") await run(data);
    else postMessage({ type: "cancelled", job: data.job });
  } catch (error) {
    if (!(error instanceof Overtaken)) postMessage({ type: "error", job: data.job, message: error instanceof Error ? error.message : String(error) });
  }
};
