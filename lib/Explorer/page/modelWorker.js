/* The page's side of the conversation with the worker in which models run. Each model gets a worker of its own, so that the one before
   frees its memory. */

/* WORKER_SOURCE: the scripts of the worker as one text, which lib/Web/build.js puts in. */
const ADDRESS = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));

export class ModelWorker {
  /** @param {(message: any) => void} onMessage Gets what answers the newest question. */
  constructor(onMessage) {
    this.onMessage = onMessage;
    this.job = 0;
    /** @type {Worker | null} */
    this.worker = null;
  }

  /**
   * @param {any} message
   * @param {Transferable[]} transfer
   */
  load(message, transfer) {
    this.worker?.terminate();
    this.worker = new Worker(ADDRESS);
    this.worker.onmessage = ({ data }) => {
      if (data.job === this.job) this.onMessage(data);
    };
    this.worker.onerror = (event) => this.onMessage({ type: "error", message: event.message });
    this.send({ type: "load", ...message }, transfer);
  }

  /**
   * @param {any} message
   * @param {Transferable[]} transfer
   */
  send(message, transfer = []) {
    this.job++;
    this.ask(message, transfer);
  }

  /**
   * Asks for something that ends no run.
   * @param {any} message
   * @param {Transferable[]} transfer
   */
  ask(message, transfer = []) {
    this.worker?.postMessage({ ...message, job: this.job }, transfer);
  }

  /** Ends what is going on: a run in the worker, or loading together with its worker. @param {boolean} loading */
  cancel(loading) {
    if (!loading) {
      this.send({ type: "cancel" });
      return;
    }
    this.job++;
    this.worker?.terminate();
    this.worker = null;
    this.onMessage({ type: "cancelled" });
  }
}
