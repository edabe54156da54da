/* The reader's own sentence in a figure: the real model runs in the page, or the small one where the real one does not lie beside it. */
import { el } from "./dom.js";
import { number, quoted } from "./words.js";
import { fromFile } from "./files.js";

/**
 * Which heads a view needs of another sentence (null: all), and its data with them.
 * @typedef {import("./weights.js").TraceData & {bytes: Uint8Array}} LiveTrace
 * @typedef {{heads: (data: any) => string[] | null, kinds?: (data: any) => string[], apply: (data: any, trace: LiveTrace, heads: string[] | null) => any}} Own
 * @typedef {import("./live/engine.js").Engine} Engine
 */

const MOST_LETTERS = 2000;

/** What the page says that lies beside it; empty where no model does. */
export function modelBeside() {
  return document.querySelector('meta[name="attention-model"]')?.getAttribute("content") ?? "";
}

/**
 * An answer as the views get it.
 * @param {Engine} engine
 * @param {import("./live/engine.js").Answer} answer
 * @param {string[] | null} heads
 */
function traceOf(engine, answer, heads) {
  const layers = heads ? [0] : Array.from({ length: answer.layers }, (_, i) => i);
  const cut = answer.texts.length < answer.tokens ? ` The first ${answer.texts.length} of ${answer.tokens} tokens are drawn.` : "";
  const note = `${answer.texts[0]} was put in front of the text.${cut}`;
  return {
    model: engine.title,
    tokens: answer.texts,
    note,
    layers,
    heads: Array.from({ length: heads ? heads.length : answer.heads }, (_, i) => i),
    bytes: answer.bytes,
    weights: "",
    hasBos: true,
    hideFirst: answer.texts.length > 2,
  };
}

/**
 * Offers a sentence of the reader's own.
 * @param {HTMLElement} place Where the offer stands.
 * @param {{heads: string[] | null, kinds?: string[], show: (trace: LiveTrace, heads: string[] | null) => void, back: () => void, text: string}} figure
 */
export function offerOwn(place, figure) {
  const input = el("textarea", { rows: 2, maxlength: MOST_LETTERS, spellcheck: "false", "aria-label": "Your sentence" }, figure.text);
  const told = el("p", { class: "av-note", role: "status" });
  const progress = el("progress", { max: 1, value: 0, hidden: true, "aria-label": "Progress" });
  const run = el("button", { type: "button" }, `Run ${modelBeside()} here`);
  const back = el(
    "button",
    {
      type: "button",
      hidden: true,
      click: () => {
        figure.back();
        back.hidden = true;
        told.textContent = "The page's own sentence.";
      },
    },
    "Back to the page's sentence",
  );
  const less = el("button", { type: "button", hidden: true, click: () => go(false) }, "Take the small model");
  const tell = (/** @type {string} */ text, done = -1) => {
    told.textContent = text;
    progress.hidden = done < 0;
    progress.value = Math.max(0, done);
  };
  let running = false;
  const go = async (/** @type {boolean} */ real) => {
    if (running || !input.value.trim()) return tell(running ? (told.textContent ?? "") : "Type a sentence first.");
    running = run.disabled = true;
    try {
      const { realModel, smallModel } = await fromFile("engine.js", "AttentionEngine");
      /** @type {Engine} */
      const engine = await (real ? realModel(tell) : smallModel(tell));
      const heads = figure.heads && (engine.real ? figure.heads : figure.heads.map((_, i) => smallHead(engine, figure.kinds?.[i] ?? "")));
      const answer = await engine.trace(input.value, heads, tell);
      figure.show(traceOf(engine, answer, heads), heads);
      back.hidden = false;
      tell(answered(engine, answer, heads));
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
      less.hidden = !real;
      if (real)
        told.append(
          " A small model may be there: it was trained for minutes and has other heads, so it shows how such a figure reads and not what the course says.",
        );
    } finally {
      running = run.disabled = false;
    }
  };
  run.addEventListener("click", () => go(true));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      go(true);
    }
  });
  const all = el(
    "details",
    { class: "av-own" },
    el("summary", {}, "Your own sentence"),
    el("p", { class: "av-note" }, "The model runs in this page, from files beside it (98 MB, read once); nothing is sent anywhere."),
    input,
    el("p", { class: "av-controls" }, run, less, back, progress),
    told,
  );
  place.append(all);
}

/**
 * The small model's head for a kind of head; where its training measured none of the kind, the one for induction.
 * @param {Engine} engine
 * @param {string} kind
 */
function smallHead({ best }, kind) {
  const measure = Object.keys(best).find((name) => kind.replaceAll("-", " ").includes(name.replaceAll("_", " ")));
  return best[measure ?? "induction"];
}

/** @param {Engine} engine @param {import("./live/engine.js").Answer} answer @param {string[] | null} heads */
function answered(engine, answer, heads) {
  const next = answer.next
    .slice(0, 3)
    .map(({ text, chance }) => `${quoted(text)} ${number(chance)}`)
    .join(", ");
  const which = engine.real
    ? ""
    : ` It is the small model${heads ? `, heads ${[...new Set(heads)].join(", ")}` : ""}: not the one that the page is about.`;
  return `${engine.title} ran here on ${answer.tokens} tokens in ${Math.round(answer.milliseconds)} ms${engine.fast ? "" : ", slower for want of WebAssembly"}. Likeliest next: ${next}.${which}`;
}
