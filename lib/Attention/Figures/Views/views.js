/* What outputs of notebooks and pages call: fills an element with a view, once. */
import { ablationMap } from "./AblationMap/ablationMap.js";
import { gallery } from "./Gallery/gallery.js";
import { headLines } from "./HeadLines/headLines.js";
import { layerProgression } from "./LayerProgression/layerProgression.js";
import { sentence } from "./Sentence/sentence.js";
import { sentenceExplorer } from "./SentenceExplorer/sentenceExplorer.js";
import { trainingPlayer } from "./TrainingPlayer/trainingPlayer.js";
import { wholeModel } from "./WholeModel/wholeModel.js";

/** @type {Record<string, (root: HTMLElement, data: any) => void>} */
const views = { ablationMap, gallery, headLines, layerProgression, sentence, sentenceExplorer, trainingPlayer, wholeModel };

/**
 * @param {string} id The figure.
 * @param {{view: string}} [data] What it draws, if it does not lie in the figure.
 */
export function mount(id, data) {
  const root = document.getElementById(id);
  if (!root || root.dataset.drawn) return;
  root.dataset.drawn = "yes";
  const place = root.querySelector(".av-data");
  data ??= JSON.parse(place?.textContent ?? "");
  root.querySelector(".av-picture")?.remove();
  root.querySelector(".av-words")?.classList.add("av-unseen");
  if (data) views[data.view](root, data);
}
