// @ts-check
// The page: a sentence goes to the worker while it is typed, its attention comes back and is shown.

/** Pixels that the frame of the simulation takes from the width of its map; both maps are of one size. */
const MAP_INSET = 36;

/** Tokens from which a text counts as long. */
const LONG = 64;

/** Tokens up to which the sentence is drawn with arcs. */
const ARCHED = 32;

/** Milliseconds of rest after a key before the model runs. */
const REST = 120;

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
  /** What the chosen head does, and the simulation beside it. @type {{real: Pattern, simulated: Pattern} | null} */
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
  explorer.chosen = false;
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
  for (const part of [byId("results"), byId("next-part")]) part.classList.toggle("stale", stale);
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

/** @param {any} loaded */
function modelLoaded(loaded) {
  explorer.loading = false;
  explorer.model = loaded;
  explorer.head = Math.min(loaded.layers * loaded.heads - 1, Math.floor(loaded.layers / 2) * loaded.heads);
  showModel(loaded);
  byId("model-name").textContent = choice.nameOf(loaded);
  explorer.pinned = Infinity;
  runModel();
}

/** @param {any} loaded */
function showModel(loaded) {
  const known = MODELS.recorded && choice.nameOf(loaded) === MODELS.recorded.title ? (MODELS.recorded.known ?? []) : [];
  grid.known = new Map();
  for (const { head, kind, score } of known)
    grid.known.set(head, [...(grid.known.has(head) ? [grid.known.get(head)] : []), `${kind} ${decimals(score)}`].join(", "));
  byId("known-part").hidden = known.length === 0;
  byId("known").replaceChildren(
    ...[...grid.known].map(([head, kinds]) => knownButton(head, `${Math.floor(head / loaded.heads)}.${head % loaded.heads}`, kinds)),
  );
  byId("model-size").textContent =
    `${loaded.layers} layers of ${loaded.heads} heads; at most ${loaded.mostTokens} tokens${loaded.kernel ? "" : "; without WebAssembly, so slower"}.`;
  byId("bos-name").textContent = loaded.bos;
  grid.fill(loaded.layers, loaded.heads);
}

/** @param {number} head @param {string} name @param {string} kinds */
function knownButton(head, name, kinds) {
  const button = element("button", { type: "button", "data-head": String(head), "aria-pressed": "false" }, `${kinds} · ${name}`);
  button.onclick = () => openHead(head);
  return button;
}

/** The sentence with the arcs of the chosen head; a long one has its words as a line. @param {Pattern} real @param {number} first */
function drawArcs(real, first) {
  const place = byId("arcs"),
    arched = real.texts.length <= ARCHED;
  place.hidden = !arched;
  byId("words").hidden = arched;
  if (!arched) return place.replaceChildren();
  const pattern = { size: real.texts.length, at: (/** @type {number} */ query, /** @type {number} */ key) => weightAt(real, query, key) };
  const pointer = { pointed: -1, pinned: explorer.pinned };
  const follow = () => {
    if (pointer.pinned >= 0) explorer.pinned = pointer.pinned;
    showWord(pointer.pointed >= 0 ? pointer.pointed : explorer.pinned);
  };
  const colour = SERIES[DARK.matches ? "dark" : "light"][0];
  place.replaceChildren(
    AttentionArcs.arcs({
      tokens: real.texts.map(shown),
      first,
      layers: [{ name: "", pattern, colour }],
      controls: [],
      width: place.clientWidth || 300,
      pointer,
      onPoint: follow,
    }).node,
  );
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
  const front = result.bos ? `${explorer.model.bos} in front` : "nothing in front";
  say(
    `${result.texts.length} tokens, ${front}; ${explorer.model.layers * explorer.model.heads} heads in ${Math.round(result.milliseconds)} ms. ${choice.why}`.trimEnd(),
  );
  showPrediction(/** @type {HTMLTableElement} */ (byId("next")), result.next, explorer.off.size, append);
  byId("backup").hidden = explorer.off.size === 0;
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
  const { heads } = explorer.model,
    { off, result } = explorer;
  grid.mark(explorer.head, off, result?.change ?? null);
  if (!result) return;
  const { head } = result.view;
  const name = `${Math.floor(head / heads)}.${head % heads}`;
  byId("head-name").textContent = name;
  byId("switch").textContent = off.has(head) ? `Switch head ${name} on` : `Switch head ${name} off`;
  byId("all-on").toggleAttribute("disabled", off.size === 0);
  byId("off-list").textContent = off.size
    ? `Off: ${[...off]
        .sort((a, b) => a - b)
        .map((i) => `${Math.floor(i / heads)}.${i % heads}`)
        .join(", ")}. What these heads gather is set to zero; their own patterns stay, later ones change.`
    : "";
  explorer.patterns = { real: { texts: result.texts, packed: result.view.pattern }, simulated: { ...result.simulated } };
  drawArcs(explorer.patterns.real, result.view.first);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#known button")))
    setAttribute(button, "aria-pressed", String(Number(button.dataset.head) === head));
  showWord(explorer.pinned);
}

/** @param {number} query */
function showWord(query) {
  const { result, patterns } = explorer;
  if (!result || !patterns) return;
  const { first, head } = result.view,
    { real, simulated } = patterns;
  realLine.show(real, query);
  simulatedLine.show(simulated, query);
  const width = byId("detail").clientWidth - MAP_INSET;
  realMap.draw(real, first, query, width);
  simulatedMap.draw(simulated, first, query, width);
  const word = shown(result.texts[query]).trim(),
    left = first ? ` First token left out: ${decimals(weightAt(real, query, 0))}.` : "";
  const change = result.change ? ` Its largest change: ${decimals(result.change[head])}.` : "";
  byId("readout").textContent = `“\u2068${word}\u2069” attends to ${strongest(real, query, first)}.${left}${change}`;
  byId("simulated-readout").textContent = `“\u2068${word}\u2069” would attend to ${strongest(simulated, query, first)}.`;
  realMap.canvas.setAttribute("aria-label", `Heatmap of head ${byId("head-name").textContent}. ${byId("readout").textContent}`);
  simulatedMap.canvas.setAttribute("aria-label", `Heatmap of the simulated pattern. ${byId("simulated-readout").textContent}`);
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
DARK.onchange = () => explorer.result && showView(explorer.result.view);
onresize = () => {
  if (explorer.patterns && explorer.result) drawArcs(explorer.patterns.real, explorer.result.view.first);
  showWord(explorer.pinned);
};
/** Opens with the recorded answer: the head that explains it, and nothing to wait for. @param {Recorded} recorded */
function openRecorded(recorded) {
  const recording = (explorer.recording = new Recording(recorded));
  explorer.model = recording.loaded();
  explorer.head = recorded.head;
  explorer.chosen = true;
  showModel(explorer.model);
  byId("model-name").textContent = recorded.title;
  showResult(recording.result(wanted()));
  say(`${recorded.title} answered this when the page was made. Type, choose an example or switch a head, and it runs here.`);
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("#examples button"))) {
  button.onclick = () => {
    sentence.value = button.textContent ?? "";
    runModel();
  };
}
if (MODELS.recorded && !PLAIN) openRecorded(MODELS.recorded);
else choice.embedded();
