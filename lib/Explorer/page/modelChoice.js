// Where the model comes from: the page itself, a file that is picked or dropped, or the web server that the page came from.
import { fromFile } from "../../Web/files.js";
import { bytesOf } from "../../Web/base64.js";
import { quoted } from "../../Web/words.js";
import { byId } from "./dom.js";

/** @typedef {import("./recorded.js").Recorded} Recorded */
/** @typedef {import("../worker/models.js").EmbeddedModel} EmbeddedModel */

/** @typedef {{title: string, path: string, sha256: string}} ShippedModel */

/** @type {{embedded: EmbeddedModel, shipped: ShippedModel, recorded: Recorded | null}} */
export const MODELS = JSON.parse(byId("models").textContent ?? "");

/** Whether WebAssembly is left alone; for comparing the two ways. */
export const PLAIN = location.hash === "#plain";

export class ModelChoice {
  /**
   * @param {(message: any, transfer?: Transferable[]) => void} onChoose Gets the message for the worker.
   * @param {(text: string, wrong?: boolean) => void} say
   */
  constructor(onChoose, say) {
    this.onChoose = onChoose;
    /** Why another model answers than was asked for. */
    this.why = "";
    /** Whether the scripts beside the page are being read. */
    this.reading = false;
    /** @type {Blob | null} */
    this.small = null;
    this.say = say;
    const picker = /** @type {HTMLInputElement} */ (byId("model-file")),
      fetchButton = byId("model-fetch");
    byId("model-embedded").onclick = () => {
      this.why = "";
      this.embedded();
    };
    byId("model-beside").onclick = () => this.beside();
    picker.onchange = () => this.file(picker.files?.[0]);
    fetchButton.hidden = !location.protocol.startsWith("http");
    fetchButton.onclick = () => this.fetched();
    document.ondragover = (event) => event.preventDefault();
    document.ondrop = (event) => {
      event.preventDefault();
      this.file(event.dataTransfer?.files[0]);
    };
  }

  /** The small model's weights lie in the page as text until they are first asked for, and from then on outside of its memory. */
  async embedded() {
    if (!this.small) {
      const parts = Array.from(document.querySelectorAll(".embedded-weights"));
      this.small = new Blob(parts.map((part) => bytesOf(part.textContent ?? "")));
      for (const part of parts) part.remove();
    }
    const weights = new Uint8Array(await this.small.arrayBuffer());
    this.onChoose({ embedded: MODELS.embedded, weights, plain: PLAIN }, [weights.buffer]);
  }

  /** The main model from the scripts beside the page; where they are not, the small one in the page, and why. */
  async beside() {
    if (this.reading) return;
    this.reading = true;
    try {
      const engine = await fromFile("engine.js", "AttentionEngine");
      this.file(
        await engine.modelFile((/** @type {string} */ text, /** @type {number} */ done) =>
          this.say(`${text}: ${Math.round(100 * (done ?? 0))} %`),
        ),
      );
    } catch (error) {
      this.embedded();
      this.why = `${error instanceof Error ? error.message : error} So the small model in this page answers; it knows little.`;
    } finally {
      this.reading = false;
    }
  }

  /** @param {Blob | undefined} file */
  file(file) {
    if (file) this.onChoose({ file, plain: PLAIN });
  }

  async fetched() {
    this.say(`Fetching ${MODELS.shipped.title} from this server`);
    try {
      const answer = await fetch(`../data/models/${MODELS.shipped.path}`);
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      this.file(await answer.blob());
    } catch (error) {
      this.say(`The file could not be fetched: ${error instanceof Error ? error.message : error}. Pick it from your disk instead.`, true);
    }
  }

  /**
   * What a loaded model is called. A file is the shipped one only if its hash says so.
   * @param {{title: string, sha256: string | null}} loaded
   */
  nameOf({ title, sha256 }) {
    if (sha256 === null) return title;
    return sha256 === MODELS.shipped.sha256
      ? MODELS.shipped.title
      : `${quoted(title, 60)}, a different file than the course's ${MODELS.shipped.title} (sha256 ${sha256.slice(0, 12)}…, the course's is ${MODELS.shipped.sha256.slice(0, 12)}…)`;
  }
}
