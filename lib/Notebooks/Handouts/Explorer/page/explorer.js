// @ts-check
// The page: a sentence goes to the worker while it is typed, its attention comes back and is shown.

/** Milliseconds of rest after a key before the model runs. */
const REST = 120;

const explorer = {
  /** @type {any} */
  model: null,
  /** @type {Result | null} */
  result: null,
  loading: false,
  head: 0,
  pinned: 0,
  /** @type {Set<number>} */
  off: new Set(),
};

const sentence = /** @type {HTMLTextAreaElement} */ (byId("sentence"));
const bosBox = /** @type {HTMLInputElement} */ (byId("bos"));
const firstBox = /** @type {HTMLInputElement} */ (byId("first"));
const progress = /** @type {HTMLProgressElement} */ (byId("progress"));
const grid = new HeadGrid(byId("heads"), openHead, switchHead);
const realLine = new WordLine(byId("words"), showWord, pinWord);
const simulatedLine = new WordLine(byId("simulated-words"), showWord, pinWord);
const realMap = new Heatmap(/** @type {HTMLCanvasElement} */ (byId("map")), showWord);
const simulatedMap = new Heatmap(/** @type {HTMLCanvasElement} */ (byId("simulated-map")), showWord);
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

/** @param {any} message */
function loadModel(message) {
  explorer.loading = true;
  explorer.model = explorer.result = null;
  explorer.off.clear();
  byId("results").hidden = true;
  showBusy(true);
  say("Reading the model");
  worker.load(message);
}

function runModel() {
  if (!explorer.model) return;
  if (sentence.value === "") {
    worker.cancel(false);
    return;
  }
  showBusy(true);
  worker.send({ type: "run", text: sentence.value, bos: bosBox.checked, off: [...explorer.off] });
}

/** @param {any} message */
function hear(message) {
  if (message.type === "progress") {
    progress.max = message.total;
    progress.value = message.done;
    return;
  }
  showBusy(false);
  if (message.type === "loaded") modelLoaded(message);
  else if (message.type === "result") showResult(message);
  else if (message.type === "error") failed(message.message);
  else say(explorer.model ? (sentence.value ? "Stopped." : "Type a sentence.") : "Stopped. Choose a model.");
}

/** @param {string} text */
function failed(text) {
  explorer.loading = false;
  byId("results").hidden = !explorer.result;
  say(text, true);
}

/** @param {any} loaded */
function modelLoaded(loaded) {
  explorer.loading = false;
  explorer.model = loaded;
  explorer.head = Math.min(loaded.layers * loaded.heads - 1, Math.floor(loaded.layers / 2) * loaded.heads);
  byId("model-name").textContent = choice.nameOf(loaded);
  byId("model-size").textContent = `${loaded.layers} layers of ${loaded.heads} heads; at most ${loaded.mostTokens} tokens${loaded.kernel ? "" : "; without WebAssembly, so slower"}.`;
  byId("bos-name").textContent = loaded.bos;
  grid.fill(loaded.layers, loaded.heads);
  explorer.pinned = Infinity;
  runModel();
}

/** The first token that is shown. */
function firstShown() {
  return explorer.result && !firstBox.checked && explorer.result.texts.length > 1 ? 1 : 0;
}

/** @param {Result} result */
function showResult(result) {
  const longer = result.texts.length !== explorer.result?.texts.length;
  explorer.result = result;
  if (longer || explorer.pinned >= result.texts.length) explorer.pinned = result.texts.length - 1;
  byId("results").hidden = false;
  const front = result.bos ? `${explorer.model.bos} in front` : "nothing in front";
  say(`${result.texts.length} tokens, ${front}; ${explorer.model.layers * explorer.model.heads} heads in ${Math.round(result.milliseconds)} ms.`);
  showPrediction(/** @type {HTMLTableElement} */ (byId("next")), result.next, explorer.off.size);
  showPatterns();
}

/** Everything that follows from the result, the chosen head and the first token's switch. */
function showPatterns() {
  const { result } = explorer;
  if (!result) return;
  const first = firstShown();
  explorer.pinned = Math.max(explorer.pinned, first);
  grid.draw(result, first);
  realLine.fill(result.texts, first, explorer.pinned);
  simulatedLine.fill(result.texts, first, explorer.pinned);
  showHead();
}

function showHead() {
  const { heads } = explorer.model, { head, off, result } = explorer;
  grid.mark(head, off, result?.change ?? null);
  const name = `${Math.floor(head / heads)}.${head % heads}`;
  byId("head-name").textContent = name;
  byId("switch").textContent = off.has(head) ? `Switch head ${name} on` : `Switch head ${name} off`;
  byId("all-on").toggleAttribute("disabled", off.size === 0);
  byId("off-list").textContent = off.size ? `Off: ${[...off].sort((a, b) => a - b).map((i) => `${Math.floor(i / heads)}.${i % heads}`).join(", ")}. What these heads gather is set to zero; their own patterns stay, later ones change.` : "";
  showWord(explorer.pinned);
}

/** @param {number} query */
function showWord(query) {
  const { result, head } = explorer;
  if (!result) return;
  const first = firstShown(), real = patternOf(result, head);
  const rows = simulatedPattern(result.texts, result.bos);
  const simulated = { texts: result.texts, at: (/** @type {number} */ q, /** @type {number} */ k) => rows[q][k] };
  realLine.show(real, query);
  simulatedLine.show(simulated, query);
  realMap.draw(real, first, query);
  simulatedMap.draw(simulated, first, query);
  const word = shown(result.texts[query]).trim(), left = first ? ` First token left out: ${decimals(real.at(query, 0))}.` : "";
  const change = result.change ? ` Its largest change: ${decimals(result.change[head])}.` : "";
  byId("readout").textContent = `“${word}” attends to ${strongest(real, query, first)}.${left}${change}`;
  byId("simulated-readout").textContent = `“${word}” would attend to ${strongest(simulated, query, first)}.`;
  realMap.canvas.setAttribute("aria-label", `Heatmap of head ${byId("head-name").textContent}. ${byId("readout").textContent}`);
  simulatedMap.canvas.setAttribute("aria-label", `Heatmap of the simulated pattern. ${byId("simulated-readout").textContent}`);
}

/** @param {number} query */
function pinWord(query) {
  explorer.pinned = query;
  showWord(query);
}

/** @param {number} index */
function openHead(index) {
  explorer.head = index;
  showHead();
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
firstBox.onchange = showPatterns;
byId("cancel").onclick = () => worker.cancel(explorer.loading);
byId("switch").onclick = () => switchHead(explorer.head);
byId("all-on").onclick = () => {
  explorer.off.clear();
  showHead();
  runModel();
};
for (const line of [byId("words"), byId("simulated-words"), byId("map"), byId("simulated-map")]) line.onpointerleave = () => showWord(explorer.pinned);
DARK.onchange = showPatterns;
onresize = () => showWord(explorer.pinned);
choice.embedded();
