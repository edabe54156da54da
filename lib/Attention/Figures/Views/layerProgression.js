// @ts-check
/* The layers one after another: pattern, share on adjacent tokens, and where the layer stands between local and global. */

/** The mean share on the token before. @param {Pattern} pattern */
function adjacentShare(pattern) {
  return pattern.size > 1 ? share(pattern, (query, key) => key === query - 1) : NaN;
}

/** One bar a layer, so that print and a glance show all of them. @param {number[]} shares @param {number[]} layers @param {number} chosen */
function layerBars(shares, layers, chosen) {
  const step = 100 / shares.length;
  const bars = shares.map((value, i) => svg("rect", { x: `${i * step}%`, width: `${step * 0.8}%`, y: 50 * (1 - (value || 0)), height: 50 * (value || 0) + 1, class: i === chosen ? "av-bar av-on" : "av-bar" }, svg("title", {}, `layer ${layers[i]}: ${percent(value)}`)));
  return el("div", {}, el("p", { class: "av-note" }, `Share on adjacent tokens, layer ${layers[0]} to ${layers[layers.length - 1]} (scale 0 to 100 %)`), svg("svg", { width: "100%", height: 52, role: "img", "aria-label": `Share on adjacent tokens by layer: ${shares.map(percent).join(", ")}` }, ...bars));
}

/** @param {number} local */
function localBar(local) {
  const bar = el("span", { class: "av-local", role: "img", "aria-label": `${percent(local)} local` }, el("span", { style: `width:${Math.round((local || 0) * 100)}%` }));
  return el("p", { class: "av-note av-between" }, "local ", bar, " global");
}

views.layerProgression = (root, data) => {
  const patterns = new Patterns(data.trace);
  const frame = frameOf(root, {
    title: data.title, description: data.description,
    gestures: ["Move the slider, also with the arrow keys: another layer.", "Play: all layers, one after another.", "Head: the mean of the layer or one of its heads.", "Hover over the pattern, or use its arrow keys: says words and weight."],
  });
  let [layer, head, hideFirst] = [data.layer, -1, data.hideFirst];
  const sentence = el("p", { class: "av-head", "aria-live": "polite" });
  const [map, side] = [el("div"), el("div")];
  const current = () => patterns.headOrMean(layer, head);
  const render = () => {
    const shares = patterns.layers.map((_, l) => adjacentShare(patterns.headOrMean(l, head)));
    const name = patterns.name(layer, head);
    sentence.textContent = `${name[0].toUpperCase()}${name.slice(1)}: ${percent(shares[layer])} of attention on adjacent tokens.`;
    map.replaceChildren(heatmap({ tokens: patterns.tokens, pattern: current(), hideFirst, name, say: frame.say, root, width: map.clientWidth || 320 }), legend(root));
    side.replaceChildren(localBar(shares[layer]), layerBars(shares, patterns.layers, layer));
    frame.note.textContent = firstTokenNote(current(), hideFirst);
    filled(move.input, { "aria-valuetext": `layer ${patterns.layers[layer]}` }, []);
  };
  const move = slider("Layer", patterns.layers.length, layer, (place) => { layer = place; render(); });
  const heads = [[-1, "mean of the layer"], ...patterns.heads.map((h, i) => [i, `head ${h}`])];
  frame.controls.append(move.node, playButton(move.input), choice("Head", /** @type {any} */ (heads), -1, (value) => { head = Number(value); render(); }), firstTokenSwitch(hideFirst, (hidden) => { hideFirst = hidden; render(); }));
  frame.body.append(sentence, el("div", { class: "av-split" }, map, side));
  frame.figure.append(tableOf(() => ({ tokens: patterns.tokens, pattern: current() })));
  frame.draw(render);
};
