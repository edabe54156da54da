/* What outputs of notebooks and pages call: fills an element with a view, once; and offers the reader's own sentence where a model lies
   beside the page. */
import { el } from "../../../Web/dom.js";
import { modelBeside, offerOwn } from "../../../Web/live.js";
import { ablationMap } from "./AblationMap/ablationMap.js";
import { gallery, own as ownGallery } from "./Gallery/gallery.js";
import { headLines, own as ownLines } from "./HeadLines/headLines.js";
import { layerProgression, own as ownLayers } from "./LayerProgression/layerProgression.js";
import { sentence, own as ownSentence } from "./Sentence/sentence.js";
import { sentenceExplorer, own as ownStrips } from "./SentenceExplorer/sentenceExplorer.js";
import { trainingPlayer } from "./TrainingPlayer/trainingPlayer.js";
import { wholeModel, own as ownAll } from "./WholeModel/wholeModel.js";

/** @type {Record<string, (root: HTMLElement, data: any) => void>} */
const views = { ablationMap, gallery, headLines, layerProgression, sentence, sentenceExplorer, trainingPlayer, wholeModel };

/** @type {Record<string, import("../../../Web/live.js").Own>} */
const owns = {
  gallery: ownGallery,
  headLines: ownLines,
  layerProgression: ownLayers,
  sentence: ownSentence,
  sentenceExplorer: ownStrips,
  wholeModel: ownAll,
};

/**
 * @param {string} id The figure.
 * @param {{view: string}} [data] What it draws, if it does not lie in the figure.
 */
export function mount(id, data) {
  const root = document.getElementById(id);
  if (!root || root.dataset.drawn) return;
  root.dataset.drawn = "yes";
  data ??= JSON.parse(root.querySelector(".av-data")?.textContent ?? "");
  if (!data) return;
  root.querySelector(".av-picture")?.remove();
  root.querySelector(".av-words")?.classList.add("av-unseen");
  views[data.view](root, data);
  offerForView(root, data);
}

/** The runs that a view draws. @param {any} data @returns {import("../../../Web/weights.js").TraceData[]} */
function tracesOf(data) {
  return data.trace ? [data.trace] : (data.panels ?? data.cards?.map((/** @type {any} */ card) => card.trace) ?? []);
}

/** @param {HTMLElement} root @param {any} data */
function offerForView(root, data) {
  const [own, traces] = [owns[data.view], tracesOf(data)];
  if (!own || !traces.length || !traces.every((trace) => trace.model === modelBeside())) return;
  const there = Array.from(root.childNodes);
  const caption = /** @type {HTMLElement} */ (root.querySelector("figcaption"));
  const place = el("div");
  caption.before(place);
  offerIn(
    place,
    own.heads(data),
    own.kinds?.(data),
    textOf(traces[0]),
    there.filter((node) => node !== caption && !(node instanceof Element && node.matches(".av-title, .av-words, script"))),
    (trace, heads) => own.apply(data, trace, heads),
  );
}

/** The words of a run. @param {{tokens: string[], hasBos: boolean}} trace */
function textOf({ tokens, hasBos }) {
  return tokens
    .slice(hasBos ? 1 : 0)
    .join("")
    .trim();
}

/**
 * The offer, and in the place of what stood there the figure of the reader's sentence.
 * @param {HTMLElement} place @param {string[] | null} heads @param {string[] | undefined} kinds @param {string} text @param {Node[]} there
 * @param {(trace: import("../../../Web/live.js").LiveTrace, heads: string[] | null) => any} dataOf
 */
function offerIn(place, heads, kinds, text, there, dataOf) {
  /** @type {HTMLElement | null} */
  let live = null;
  // What is folded under the page's figure speaks of that figure.
  const folded = Array.from(place.closest("figure")?.querySelectorAll("figcaption > details") ?? []);
  const hide = (/** @type {boolean} */ hidden) =>
    [...there, ...folded].forEach((node) => node instanceof HTMLElement && node.toggleAttribute("hidden", hidden));
  const title = place.closest("figure")?.querySelector(".av-title");
  const named = Array.from(title?.childNodes ?? []).filter((node) => node.nodeType === Node.TEXT_NODE);
  const texts = named.map((node) => node.textContent);
  const entitle = (/** @type {string | null} */ text) =>
    named.forEach((node, i) => {
      node.textContent = text === null ? texts[i] : i === named.length - 1 ? ` ${text}` : "";
    });
  const back = () => {
    live?.remove();
    hide(false);
    entitle(null);
  };
  const show = (/** @type {import("../../../Web/live.js").LiveTrace} */ trace, /** @type {string[] | null} */ shown) => {
    back();
    const data = dataOf(trace, shown);
    live = el("figure", { class: "av av-live", "aria-label": "Your sentence" }, el("figcaption", {}, `Your sentence. ${trace.note}`));
    hide(true);
    entitle(`Your sentence${shown ? ` in head${shown.length > 1 ? "s" : ""} ${[...new Set(shown)].join(", ")}` : ""} · ${trace.model}`);
    place.before(live);
    views[data.view](live, data);
  };
  offerOwn(place, { heads, kinds, text, show, back });
}

/**
 * Offers the reader's own sentence under a chart of patterns.
 * @param {HTMLElement} figure
 * @param {import("../../../Web/charts/figure.js").Chart} chart
 */
export function offerForChart(figure, chart) {
  const { titles = [], words = [] } = chart.layout.meta ?? {};
  const panels = titles
    .map(([head, model], i) => ({
      head: /head (\d+\.\d+)/.exec(head)?.[1] ?? "",
      model,
      kind: head.split(" · ")[1] ?? "",
      words: words[i],
    }))
    .filter(({ head, model }) => head && model === modelBeside());
  const chartPlace = figure.querySelector(".av-chart");
  if (!panels.length || !chartPlace || figure.querySelector(".av-own")) return;
  const place = el("div", { class: "av" });
  (figure.querySelector("figcaption") ?? figure.lastElementChild)?.before(place);
  const there = Array.from(figure.children).filter((node) => node !== place && !node.matches(".av-title, figcaption, script"));
  const dataOf = (/** @type {import("../../../Web/live.js").LiveTrace} */ trace, /** @type {string[] | null} */ heads) =>
    ownGallery.apply(
      { view: "gallery", cards: panels.map(({ head }) => ({ type: `head ${head}`, description: "", address: "", gold: [] })) },
      trace,
      heads,
    );
  const first = chart.layout.updatemenus?.length ? 1 : 0;
  offerIn(
    place,
    panels.map(({ head }) => head),
    panels.map(({ kind }) => kind),
    panels[0].words.slice(first).join(" "),
    there,
    dataOf,
  );
}
