/* The page: a sentence goes to the worker while it is typed, its attention comes back and is shown. */
import { arcs } from "../../Web/arcs.js";
import { SCALES, SERIES } from "../../Web/colours.js";
import { el } from "../../Web/dom.js";
import { sharing } from "../../Web/frame.js";
import { kept } from "../../Web/kept.js";
import { stateFor } from "../../Web/links.js";
import { keepDrawn } from "../../Web/scheme.js";
import { largestChange, sentenceFor } from "../../Web/weights.js";
import { number, signed } from "../../Web/words.js";
import { byId, setAttribute, setText } from "./dom.js";
import { HeadGrid } from "./headGrid.js";
import { MODELS, ModelChoice, PLAIN } from "./modelChoice.js";
import { ModelWorker } from "./modelWorker.js";
import { differenceOf, patternOf, simulationOf } from "./pattern.js";
import { LONG, PatternMap } from "./patternMap.js";
import { Prediction, oddsInWords } from "./prediction.js";
import { Recording } from "./recorded.js";
import { measureRoom, room } from "./room.js";
import { WordLine } from "./wordLine.js";
import { BYTE_ONE, triangleSize, unpackWeight } from "../worker/packed.js";

/** @typedef {import("./pattern.js").Pattern} Pattern */
/** @typedef {import("./pattern.js").Result} Result */
/** @typedef {import("./recorded.js").Recorded} Recorded */
/** @typedef {import("../worker/packed.js").View} View */

/** Tokens up to which the sentence is drawn with arcs. */
const ARCHED = 32;

/** Milliseconds of rest after a key before the model runs. */
const REST = 120;

/** The kinds of heads on which copying hangs. */
const COPYING = ["previous token", "induction"];

/** The least change of a weight that counts. */
const CHANGED = 0.05;

const explorer = {
  /** @type {any} */
  model: null,
  /** @type {Result | null} */
  result: null,
  loading: false,
  head: 0,
  /** Whether a head was opened for this model, by the reader or for its first answer. */
  chosen: false,
  pinned: 0,
  /** @type {Set<number>} */
  off: new Set(),
  /** The answer with which the page opens; null as soon as a model is read. @type {Recording | null} */
  recording: null,
  /** What the chosen head does, what has changed in it, and the simulation beside it.
   * @type {{real: Pattern, changes: import("../../Web/weights.js").Pattern | null, simulated: Pattern} | null} */
  patterns: null,
};

/** Heads and detail lie under each other. */
const NARROW = matchMedia("(max-width: 59.99rem)");

const sentence = /** @type {HTMLTextAreaElement} */ (byId("sentence"));
const bosBox = /** @type {HTMLInputElement} */ (byId("bos"));
const firstBox = /** @type {HTMLInputElement} */ (byId("first"));
const progress = /** @type {HTMLProgressElement} */ (byId("progress"));
const grid = new HeadGrid(byId("heads"), (index) => openHead(index), switchHead);
const realLine = new WordLine(byId("words"), showWord, pinWord);
const simulatedLine = new WordLine(byId("simulated-words"), showWord, pinWord);
const realMap = new PatternMap(byId("map"), showWord);
const changeMap = new PatternMap(byId("change-map"), showWord);
const simulatedMap = new PatternMap(byId("simulated-map"), showWord, "simulated");
const prediction = new Prediction(byId("next"), append);
const worker = new ModelWorker(hear);
const choice = new ModelChoice(loadModel, say);

/**
 * @param {string} text
 * @param {boolean} wrong
 */
function say(text, wrong = false) {
  const status = byId("status");
  status.textContent = text;
  status.classList.toggle("wrong", wrong);
}

/** @param {boolean} busy */
function showBusy(busy) {
  byId("busy").classList.toggle("idle", !busy);
  if (!busy) progress.value = 0;
}

/**
 * @param {any} message
 * @param {Transferable[]} transfer
 */
function loadModel(message, transfer = []) {
  explorer.loading = true;
  const recorded = explorer.recording !== null;
  explorer.recording = null;
  explorer.model = null;
  if (!recorded) explorer.result = null;
  if (!recorded || message.embedded) explorer.off.clear(); // another model has other heads
  showResults(recorded);
  dim(recorded);
  explorer.chosen &&= recorded && !message.embedded;
  showBusy(true);
  say("Reading the model");
  worker.load(message, transfer);
}

function runModel() {
  if (explorer.recording) return void choice.beside();
  if (!explorer.model) return;
  if (sentence.value === "") {
    dim(true);
    worker.cancel(false);
    return;
  }
  showBusy(true);
  worker.send({ type: "run", text: sentence.value, bos: bosBox.checked, off: [...explorer.off], wanted: wanted() });
}

/** What is to be seen of the attention. */
function wanted() {
  return { head: explorer.head, first: firstBox.checked ? 0 : 1 };
}

/** @param {any} message */
function hear(message) {
  if (message.type === "progress") {
    progress.max = message.total;
    progress.value = message.done;
    return;
  }
  if (message.type === "view") {
    showView(message.view);
    return;
  }
  showBusy(false);
  if (message.type === "loaded") modelLoaded(message);
  else if (message.type === "result") showResult(message);
  else if (message.type === "error") failed(message.message);
  else say(explorer.model ? (sentence.value ? "Stopped." : "Type a sentence.") : "Stopped. Choose a model.");
}

/** @param {boolean} on */
function showResults(on) {
  byId("results").hidden = byId("next-part").hidden = !on;
}

/** What is left of an earlier text is pale while there is none of this one. @param {boolean} stale */
function dim(stale) {
  for (const part of [byId("results"), byId("next-part"), byId("odds")]) part.classList.toggle("stale", stale);
}

/** Writes a word behind the sentence and runs it. @param {string} text */
function append(text) {
  sentence.value += text;
  runModel();
}

/**
 * The head with the strongest link from the last word to one before its neighbours: there is something to see.
 * @param {{side: number, squares: Uint8Array}} thumbnails
 * @returns {number | null}
 */
function tellingHead({ side, squares }) {
  const size = triangleSize(side),
    row = triangleSize(side - 1);
  let best = null,
    most = 0;
  for (let head = 0; head * size < squares.length; head++)
    for (let key = 1; key < side - 3; key++) {
      const weight = squares[head * size + row + key];
      if (weight <= BYTE_ONE && weight > most) [best, most] = [head, weight];
    }
  return best;
}

/** @param {string} text */
function failed(text) {
  explorer.loading = false;
  showResults(explorer.result !== null);
  dim(true);
  say(text, true);
}

/** Whether nothing has been answered on this page yet. */
let untouched = true;

/** @param {any} loaded */
function modelLoaded(loaded) {
  explorer.loading = false;
  explorer.model = loaded;
  const all = loaded.layers * loaded.heads;
  if (!explorer.chosen || explorer.head >= all) explorer.head = Math.min(all - 1, Math.floor(loaded.layers / 2) * loaded.heads);
  showModel(loaded);
  byId("model-name").textContent = byId("head-model").textContent = choice.nameOf(loaded);
  explorer.pinned = Infinity;
  if (untouched) follow();
  untouched = false;
  runModel();
}

/** @param {any} loaded */
function showModel(loaded) {
  const known = MODELS.recorded && choice.nameOf(loaded) === MODELS.recorded.title ? (MODELS.recorded.known ?? []) : [];
  grid.known = new Map();
  for (const { head, kind, score } of known)
    grid.known.set(head, [...(grid.known.has(head) ? [grid.known.get(head)] : []), `${kind} ${number(score)}`].join(", "));
  byId("known-part").hidden = known.length === 0;
  showTrial(known.filter(({ kind }) => COPYING.includes(kind)).map(({ head }) => head));
  byId("known").replaceChildren(...[...grid.known].map(([head, kinds]) => knownButton(head, addressOf(head), kinds)));
  byId("model-size").textContent =
    `${loaded.layers} layers of ${loaded.heads} heads; at most ${loaded.mostTokens} tokens${loaded.kernel ? "" : "; without WebAssembly, so slower"}.`;
  byId("bos-name").textContent = loaded.bos;
  grid.fill(loaded.layers, loaded.heads);
}

/** A text that repeats itself, to be tried without the heads that copy. @param {number[]} heads */
function showTrial(heads) {
  const button = byId("trial"),
    { text = "" } = button.dataset;
  byId("trials").hidden = heads.length === 0;
  button.textContent = `“${text}” without ${heads
    .sort((a, b) => a - b)
    .map(addressOf)
    .join(" and ")}`;
  button.onclick = () => {
    sentence.value = text;
    explorer.off = new Set(heads);
    runModel();
  };
}

/** @param {number} head @param {string} name @param {string} kinds */
function knownButton(head, name, kinds) {
  return el(
    "button",
    { type: "button", "data-head": head, "aria-pressed": "false", click: () => openHead(head) },
    kinds ? `${kinds} · ${name}` : name,
  );
}

/** The sentence with the arcs of the chosen head; a long one has its words as a line. @param {Pattern} real @param {number} first */
function drawArcs(real, first) {
  const place = byId("arcs"),
    arched = real.size <= ARCHED;
  place.hidden = !arched;
  byId("words").hidden = arched;
  if (!arched) return place.replaceChildren();
  const pointer = { pointed: -1, pinned: explorer.pinned };
  const follow = () => {
    if (pointer.pinned >= 0) explorer.pinned = pointer.pinned;
    showWord(pointer.pointed >= 0 ? pointer.pointed : explorer.pinned);
  };
  place.dataset.scheme = room.scheme;
  const layers = [{ name: "", pattern: real, colour: SERIES[room.scheme][0] }];
  const drawing = arcs({
    tokens: real.texts,
    first,
    layers,
    controls: [],
    width: room.width || 300,
    pointer,
    onPoint: follow,
  });
  place.replaceChildren(drawing.node);
}

/** @param {Result} result */
function showResult(result) {
  const longer = result.texts.length !== explorer.result?.texts.length;
  result.simulated = simulationOf(result);
  explorer.result = result;
  if (longer || explorer.pinned >= result.texts.length) explorer.pinned = result.texts.length - 1;
  showResults(true);
  dim(false);
  byId("results").classList.toggle("long", result.texts.length > LONG);
  measureRoom();
  const front = result.bos ? `${explorer.model.bos} in front` : "nothing in front";
  say(
    `${result.texts.length} tokens, ${front}; ${explorer.model.layers * explorer.model.heads} heads in ${Math.round(result.milliseconds)} ms. ${choice.why}`.trimEnd(),
  );
  prediction.show(result.next, explorer.off.size);
  setText(byId("odds"), oddsInWords(result.next));
  byId("backup").hidden = explorer.off.size === 0;
  showChanges(result.change);
  showView(result.view);
  const telling = explorer.chosen || !result.view.thumbnails ? null : tellingHead(result.view.thumbnails);
  explorer.chosen = true;
  if (telling !== null && telling !== explorer.head) openHead(telling, false);
}

/** @param {View} view */
function showView(view) {
  const { result } = explorer;
  if (!result) return;
  result.view = { ...view, thumbnails: view.thumbnails ?? result.view.thumbnails };
  if (view.thumbnails) {
    grid.draw(view.thumbnails);
    explorer.pinned = Math.max(explorer.pinned, view.first);
    realLine.fill(result.texts, view.first, explorer.pinned);
    simulatedLine.fill(result.texts, view.first, explorer.pinned);
  }
  showHead();
}

/** Asks for another head's pattern, or for thumbnails with or without the first token. */
function look() {
  const { result, recording } = explorer,
    view = wanted();
  if (recording) return showView(recording.view(view));
  if (result)
    worker.ask({
      type: "look",
      wanted: view,
      shown: result.job,
      thumbnails: Math.min(view.first, result.texts.length - 1) !== result.view.first,
    });
}

function showHead() {
  if (!explorer.model) return;
  const { off, result } = explorer;
  grid.mark(explorer.head, off, result?.change ?? null);
  if (!result) return;
  const { head } = result.view;
  const name = addressOf(head);
  byId("head-name").textContent = name;
  byId("switch").textContent = off.has(head) ? `Switch head ${name} on` : `Switch head ${name} off`;
  byId("all-on").toggleAttribute("disabled", off.size === 0);
  byId("off-list").textContent = off.size
    ? `Off: ${[...off]
        .sort((a, b) => a - b)
        .map(addressOf)
        .join(", ")}. What these heads gather is set to zero; their own patterns stay, later ones change.`
    : "";
  const real = patternOf(result.texts, result.view.pattern);
  const changes = result.view.before && real.size <= LONG ? differenceOf(real, result.view.before) : null;
  explorer.patterns = { real, changes, simulated: result.simulated };
  byId("change-part").hidden = changes === null;
  drawArcs(explorer.patterns.real, result.view.first);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-head]")))
    setAttribute(button, "aria-pressed", String(Number(button.dataset.head) === head));
  showWord(explorer.pinned);
}

/** The heads whose patterns have changed most, by switching others off. @param {Float32Array | null} change */
function showChanges(change) {
  const most = change
    ? Array.from(change, (size, head) => ({ size, head }))
        .filter(({ size, head }) => size >= CHANGED && !explorer.off.has(head))
        .sort((a, b) => b.size - a.size)
    : [];
  byId("changed-part").hidden = change === null;
  byId("changed-count").textContent = most.length
    ? `${most.length} other ${most.length === 1 ? "pattern has" : "patterns have"} changed by .05 or more, most of all:`
    : "No other pattern has changed by .05 or more.";
  byId("changed").replaceChildren(
    ...most.slice(0, 5).map(({ size, head }) => knownButton(head, addressOf(head), signed(size).slice(1).replace("0.", "."))),
  );
}

/** @param {number} query */
function showWord(query) {
  const { result, patterns } = explorer;
  if (!result || !patterns) return;
  const { first, head } = result.view,
    { real, changes, simulated } = patterns;
  realLine.show(real, query);
  const name = `head ${byId("head-name").textContent}`,
    left = first ? ` First token left out: ${number(real.at(query, 0))}.` : "",
    change = result.change ? ` Its largest change: ${number(result.change[head])}.` : "",
    said = `${sentenceFor(real.texts, real, query, first > 0)}${left}${change}`,
    simulatedSaid = sentenceFor(real.texts, simulated, query, first > 0, "would attend to");
  byId("readout").textContent = said;
  byId("simulated-readout").textContent = simulatedSaid;
  realMap.draw({ pattern: real, first, name }, query, said);
  if (simulationSeen) drawSimulation(query);
  if (changes) changeMap.draw({ pattern: real, changes, first, name, most: largestChange(changes, first > 0) }, query, said);
}

new IntersectionObserver((changes) => {
  const { isIntersecting, boundingClientRect } = changes[changes.length - 1];
  byId("odds").hidden = isIntersecting || boundingClientRect.bottom > 0 || explorer.result === null;
}).observe(byId("next-part"));

/** Whether the simulation is in sight: elsewhere it is not drawn at every key, since that would leave much garbage. */
let simulationSeen = false;
new IntersectionObserver((changes) => {
  simulationSeen = changes[changes.length - 1].isIntersecting;
  if (simulationSeen) drawSimulation(explorer.pinned);
}).observe(byId("simulated"));

/** @param {number} query */
function drawSimulation(query) {
  const { result, patterns } = explorer;
  if (!result || !patterns) return;
  const { simulated } = patterns;
  simulatedLine.show(simulated, query);
  const shown = { pattern: simulated, first: result.view.first, name: "the simulated pattern" };
  simulatedMap.draw(shown, query, byId("simulated-readout").textContent ?? "");
}

/** @param {number} query */
function pinWord(query) {
  explorer.pinned = query;
  showWord(query);
}

/**
 * @param {number} index
 * @param {boolean} [jump] Whether a narrow page, where heads and detail lie under each other, goes to the detail.
 */
function openHead(index, jump = true) {
  explorer.chosen = true;
  if (jump && NARROW.matches) byId("head-title").scrollIntoView({ block: "start" });
  explorer.head = index;
  grid.mark(index, explorer.off, explorer.result?.change ?? null);
  look();
}

/** @param {number} index */
function switchHead(index) {
  if (!explorer.off.delete(index)) explorer.off.add(index);
  explorer.head = index;
  showHead();
  runModel();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;
sentence.oninput = () => {
  clearTimeout(resting);
  resting = setTimeout(runModel, REST);
};
bosBox.onchange = runModel;
firstBox.onchange = look;
byId("cancel").onclick = () => worker.cancel(explorer.loading);
byId("switch").onclick = () => switchHead(explorer.result?.view.head ?? explorer.head);
byId("all-on").onclick = () => {
  explorer.off.clear();
  showHead();
  runModel();
};
for (const line of [byId("words"), byId("simulated-words"), byId("map"), byId("simulated-map")])
  line.onpointerleave = () => showWord(explorer.pinned);
/** Opens with the recorded answer: the head that explains it, and nothing to wait for. @param {Recorded} recorded */
function openRecorded(recorded) {
  const recording = (explorer.recording = new Recording(recorded));
  explorer.model = recording.loaded();
  explorer.head = recorded.head;
  explorer.chosen = true;
  showModel(explorer.model);
  byId("model-name").textContent = byId("head-model").textContent = recorded.title;
  showResult(recording.result(wanted()));
  explorer.chosen = false; // by the reader
  say(`${recorded.title} answered this when the page was made. Type, choose an example or switch a head, and it runs here.`);
}

/** All drawings anew: the page has another width, has turned dark, or is printed. */
function redraw() {
  const { result } = explorer;
  measureRoom();
  byId("view").dataset.scheme = room.scheme; // for posters
  for (const bar of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".ramp")))
    bar.style.background = `linear-gradient(to right, ${SCALES[room.scheme].join(", ")})`;
  if (!result) return;
  if (result.view.thumbnails) grid.draw(result.view.thumbnails);
  showHead();
  drawSimulation(explorer.pinned); // in sight or not: it may be printed
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("#examples button"))) {
  button.onclick = () => {
    sentence.value = button.textContent ?? "";
    runModel();
  };
}
/** A head's place among all heads; that of the head which is shown where the model has none of this address. @param {string} address */
function placeOf(address) {
  const [layer, head] = address.split(".").map(Number);
  const { layers, heads } = explorer.model;
  return layer >= 0 && layer < layers && head >= 0 && head < heads ? layer * heads + head : explorer.head;
}

/** @param {number} place */
function addressOf(place) {
  return `${Math.floor(place / explorer.model.heads)}.${place % explorer.model.heads}`;
}

/** What a link to this page holds. */
function state() {
  return {
    text: sentence.value,
    head: addressOf(explorer.head),
    ...(explorer.off.size ? { off: [...explorer.off].map(addressOf).join() } : {}),
    ...(bosBox.checked ? {} : { bos: 0 }),
    ...(firstBox.checked ? { first: 1 } : {}),
  };
}

/** Takes over what the page's address says, if it says anything of this page. */
function follow() {
  const asked = stateFor(byId("view"));
  if (!asked || !explorer.model) return false;
  sentence.value = asked.text ?? sentence.value;
  bosBox.checked = asked.bos !== "0";
  firstBox.checked = asked.first === "1";
  explorer.off = new Set(asked.off ? asked.off.split(",").map(placeOf) : []);
  explorer.head = placeOf(asked.head ?? "");
  explorer.chosen = true;
  return true;
}

/** Shows what the address asks for: from the recording where it has that, else by the model. */
function followNow() {
  if (!follow()) return;
  const has = explorer.recording?.recorded.text === sentence.value && bosBox.checked && explorer.off.size === 0;
  if (has) look();
  else runModel();
}

document.documentElement.dataset.scheme = kept("scheme"); // as the reader chose on the other pages
byId("sharing").append(sharing(byId("view"), { read: state, write: follow }));
addEventListener("hashchange", followNow);
if (MODELS.recorded && !PLAIN) {
  openRecorded(MODELS.recorded);
  followNow();
  untouched = false;
} else choice.embedded();
keepDrawn(byId("main"), redraw);

/* What can be tried in the browser's console, and is in tests. */
Object.assign(window, { explorer, grid, sentence, runModel, openHead, say, byId, unpackWeight });
