// @ts-check
/* The words of a sentence: point at one to see where it attends. Real models, or a simulation that says it is one. */

/** @param {string} text */
function wordsOf(text) {
  return (text.slice(0, 5000).match(/[\p{L}\p{M}\p{N}'’]+|[^\s]/gu) ?? []).slice(0, 64);
}

/** One sentence with its words as buttons. @param {HTMLElement} root @param {string} name @param {string[]} tokens @param {() => Pattern} pattern @param {() => boolean} hidden */
function sentenceStrip(root, name, tokens, pattern, hidden) {
  const simulated = name.startsWith("SIMULATED");
  let [pointed, pinned] = [tokens.length - 1, false];
  const words = tokens.map((text, i) => el("button", { type: "button", class: "av-word", click: () => { pinned = !(pinned && pointed === i); pointed = i; paint(); }, pointerenter: () => point(i), focus: () => point(i) }, el("span", {}, word(text)), el("small", { "aria-hidden": "true" })));
  const said = el("p", { class: "av-said", "aria-live": "polite" });
  const point = (/** @type {number} */ i) => { if (!pinned) { pointed = i; paint(); } };
  const paint = () => {
    const [now, first] = [pattern(), hidden() && tokens.length > 1 ? 1 : 0];
    words.forEach((button, i) => {
      button.hidden = i < first;
      const weight = i <= pointed ? now.at(pointed, i) : 0;
      const colour = weightColour(root, weight);
      button.style.background = i <= pointed ? colour.css : "transparent";
      button.style.color = i <= pointed ? colour.ink : "";
      button.lastElementChild.textContent = i <= pointed && !(weight < 0.005) ? (Number.isFinite(weight) ? number(weight) : "?") : "\u00a0";
      filled(button, { "aria-pressed": String(pinned && i === pointed), "aria-current": String(i === pointed) }, []);
    });
    said.textContent = tokens.length ? sentenceFor(tokens, now, pointed, first > 0) : "There are no words.";
  };
  const row = el("div", { class: "av-words-row", role: "group", "aria-label": `Words, ${name}`, pointerleave: () => { if (!pinned) paint(); } }, ...words);
  arrows(row, "button:not([hidden])", 1);
  return { node: el("section", { class: simulated ? "av-strip av-simulated" : "av-strip" }, el("p", { class: "av-head" }, name), row, said), paint };
}

/** A real model's sentence, with the choice of layer and head. @param {any} frame @param {any} trace @param {any} state */
function realStrip(frame, trace, state) {
  const patterns = new Patterns(trace);
  const chosen = { layer: Math.min(trace.layer ?? 0, patterns.layers.length - 1), head: trace.head ?? -1 };
  const strip = sentenceStrip(frame.root, `${trace.model}: real weights`, patterns.tokens, () => patterns.headOrMean(chosen.layer, chosen.head), () => state.hideFirst);
  const note = el("p", { class: "av-note" });
  const paint = () => {
    strip.paint();
    note.textContent = `${patterns.note} ${patterns.name(chosen.layer, chosen.head)}. ${firstTokenNote(patterns.headOrMean(chosen.layer, chosen.head), state.hideFirst)}`;
  };
  const layers = choice("Layer", patterns.layers.map((layer, i) => [i, String(layer)]), chosen.layer, (value) => { chosen.layer = Number(value); paint(); });
  const heads = choice("Head", [[-1, "mean"], ...patterns.heads.map((head, i) => /** @type {[number, string]} */ ([i, String(head)]))], chosen.head, (value) => { chosen.head = Number(value); paint(); });
  strip.node.append(el("div", { class: "av-controls" }, layers, heads), note);
  return { node: strip.node, paint };
}

/** @param {string[]} words @param {boolean} bos @returns {Pattern} */
function simulation(words, bos) {
  const rows = simulatedPattern(words, bos);
  return { size: words.length, at: (query, key) => rows[query][key] ?? 0 };
}

/** The simulation, on given words or on what the reader types. @param {any} frame @param {any} data @param {any} state */
function simulatedStrip(frame, data, state) {
  const name = "SIMULATED: distance and simple rules, no model";
  const place = el("div");
  let strip;
  const show = (/** @type {string[]} */ words, /** @type {boolean} */ typed) => {
    const pattern = simulation(words, !typed && data.panels[0].hasBos);
    strip = sentenceStrip(frame.root, name, words, () => pattern, () => !typed && state.hideFirst);
    place.replaceChildren(strip.node);
    strip.paint();
  };
  if (data.panels.length) show(data.panels[0].tokens, false);
  else {
    const id = newId();
    const input = el("input", { type: "text", id, value: data.sentence, maxlength: 5000, input: () => show(wordsOf(input.value), true) });
    frame.controls.append(el("label", { for: id }, "Sentence"), input);
    show(wordsOf(data.sentence), true);
  }
  return { node: place, paint: () => strip.paint() };
}

views.sentenceExplorer = (root, data) => {
  const gestures = ["Hover over a word or focus it: colour and number say where it attends.", "Click it or press Enter: pins it; again: lets go.", "Arrow keys: move between words."];
  if (!data.panels.length) gestures.push("Type a sentence: the simulation follows.");
  const frame = frameOf(root, { title: data.title, description: data.description, gestures });
  const state = { hideFirst: data.hideFirst };
  const strips = data.panels.map((trace) => realStrip(frame, trace, state));
  if (data.simulate) strips.unshift(simulatedStrip(frame, data, state));
  frame.body.append(...strips.map((strip) => strip.node));
  const paint = () => strips.forEach((strip) => strip.paint());
  if (data.panels.length) frame.controls.append(firstTokenSwitch(state.hideFirst, (hidden) => { state.hideFirst = hidden; paint(); }));
  frame.figure.querySelector(":scope > .av-said")?.remove();
  frame.body.append(legend(root));
  frame.draw(() => { frame.body.lastElementChild?.replaceWith(legend(root)); paint(); });
};
