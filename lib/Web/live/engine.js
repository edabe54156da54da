/* A model that runs in the page. Its weights lie beside the page as scripts, since browsers load nothing else from disk; a worker reads
   and runs them. */
import { bytesOf } from "../base64.js";
import { fromFile, run } from "../files.js";

/* WORKER_SOURCE: the scripts of the worker as one text, which build.js puts in. */

/**
 * @typedef {{title: string, sha256: string, parts: number[], got: Record<string, string>}} Shipped What model/index.js says.
 * @typedef {{texts: string[], tokens: number, layers: number, heads: number, bytes: Uint8Array, milliseconds: number, next: {text: string, chance: number}[]}} Answer
 * @typedef {(text: string, done?: number) => void} Tell Says how far it is, and as a share from 0 to 1.
 */

/** The worker of one model. */
export class Engine {
  /** @param {string} title @param {boolean} real */
  constructor(title, real) {
    this.title = title;
    this.real = real;
    this.job = 0;
    /** The heads that do best what each measure asks for; known of the small model. @type {Record<string, string>} */
    this.best = {};
    /** Whether the browser has WebAssembly for it. */
    this.fast = true;
    this.worker = new Worker(URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" })));
  }

  /**
   * Asks the worker one thing, and waits for the answer.
   * @param {any} message
   * @param {string} type
   * @param {Tell} tell
   * @returns {Promise<any>}
   */
  ask(message, type, tell) {
    const job = ++this.job;
    return new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }) => {
        if (data.job !== job) return;
        if (data.type === "progress") tell(data.what, data.done / data.total);
        else if (data.type === "error") reject(new Error(data.message));
        else if (data.type === type) resolve(data);
      };
      this.worker.onerror = (event) => reject(new Error(event.message || "The worker did not start."));
      this.worker.postMessage({ ...message, job });
    });
  }

  /**
   * All heads, or some, on a text.
   * @param {string} text
   * @param {string[] | null} heads Addresses; null for all.
   * @param {Tell} tell
   * @returns {Promise<Answer>}
   */
  trace(text, heads, tell) {
    return this.ask({ type: "trace", text, bos: true, heads }, "trace", tell);
  }
}

/** @type {Promise<Engine> | null} */
let real = null;
/** @type {Promise<Engine> | null} */
let small = null;

/** The course's main model, read once for the whole page. @param {Tell} tell @returns {Promise<Engine>} */
export function realModel(tell) {
  real ??= loadReal(tell).catch((error) => {
    real = null; // a folder that is copied meanwhile is found the next time
    throw error;
  });
  return real;
}

/** The small model, for where the real one is not. @param {Tell} tell @returns {Promise<Engine>} */
export function smallModel(tell) {
  small ??= loadSmall(tell).catch((error) => {
    small = null;
    throw error;
  });
  return small;
}

/** The main model's file, put together from the scripts beside the page. @param {Tell} tell @returns {Promise<Blob>} */
export async function modelFile(tell) {
  /** @type {Shipped} */
  const shipped = await fromFile("model/index.js", "AttentionModel");
  const parts = [];
  for (let i = 0; i < shipped.parts.length; i++) {
    tell(`Reading ${shipped.title} from disk`, i / shipped.parts.length);
    parts.push(await partOf(shipped, i));
  }
  return new Blob(parts);
}

/** @param {Tell} tell */
async function loadReal(tell) {
  const file = await modelFile(tell);
  /** @type {Shipped} */
  const shipped = Reflect.get(window, "AttentionModel");
  const engine = new Engine(shipped.title, true);
  const loaded = await engine.ask({ type: "load", file, plain: false }, "loaded", tell);
  engine.fast = loaded.kernel;
  if (loaded.sha256 !== shipped.sha256)
    throw new Error(
      "The files in model/ are not those of this model: they were changed or mixed with others. Copy the folder again, or run course render.",
    );
  return engine;
}

/** One script of the model; what was left out when the folder was copied is named. @param {Shipped} shipped @param {number} i */
async function partOf(shipped, i) {
  const name = `model/part-${String(i).padStart(2, "0")}.js`;
  await run(name).catch(() => {
    throw new Error(`${name} is missing: the folder model/ was copied only in part (it has ${shipped.parts.length} parts).`);
  });
  const text = shipped.got[i];
  delete shipped.got[i];
  const bytes = bytesOf(text ?? "");
  if (bytes.length !== shipped.parts[i])
    throw new Error(`${name} holds ${bytes.length} of ${shipped.parts[i]} bytes: the folder model/ was copied only in part.`);
  return bytes;
}

/** @param {Tell} tell */
async function loadSmall(tell) {
  tell("Reading the small model", 0);
  const { embedded, best, weights } = await fromFile("model/small.js", "AttentionSmallModel");
  const engine = new Engine(embedded.title, false);
  engine.best = best;
  engine.fast = (await engine.ask({ type: "load", embedded, weights: bytesOf(weights), plain: false }, "loaded", tell)).kernel;
  return engine;
}
