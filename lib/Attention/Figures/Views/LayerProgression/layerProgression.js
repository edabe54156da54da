/* The layers one after another: pattern, share on the token before, and all layers' shares beside those of a control. */
import { el, filled, svg } from "../../../../Web/dom.js";
import { percent } from "../../../../Web/words.js";
import { firstTokenNote, largestOf, Patterns, share } from "../../../../Web/weights.js";
import { choice, firstTokenSwitch, frameOf, hidesFirst, legend, playButton, slider } from "../../../../Web/frame.js";
import { heatmap, tableOf } from "../../../../Web/map.js";

/** @typedef {{trace: import("../../../../Web/weights.js").TraceData, layer: number, control: number[] | null, hideFirst: boolean}} Data */

const BARS = { width: 360, height: 200 };

/** The mean share on the token before. @param {import("../../../../Web/weights.js").Pattern} pattern */
function adjacentShare(pattern) {
  return pattern.size > 1 ? share(pattern, (query, key) => key === query - 1) : NaN;
}

/** Where a layer stands between looking next to it and looking far. @param {number} local */
function localBar(local) {
  const text = `${percent(local)} of the attention is on the token before`;
  const mark = el("span", { style: `left:${Math.round((1 - (local || 0)) * 100)}%` });
  return el(
    "p",
    { class: "av-note av-between" },
    "local ",
    el("span", { class: "av-local", role: "img", "aria-label": text }, mark),
    " global",
  );
}

/**
 * One bar a layer with the control as a line, and the thirds that people speak of.
 * @param {number[]} shares
 * @param {number[] | null} control
 * @param {number[]} layers
 * @param {number} chosen
 */
function layerBars(shares, control, layers, chosen) {
  const { width, height } = BARS;
  const top = Math.max(0.05, ...shares.filter(Number.isFinite), ...(control ?? []).filter(Number.isFinite));
  const step = width / shares.length;
  const y = (/** @type {number} */ value) => height * (1 - (value || 0) / top);
  const bars = shares.map((value, i) =>
    svg(
      "rect",
      { x: i * step, width: step * 0.8, y: y(value), height: height - y(value) + 1, class: i === chosen ? "av-bar av-on" : "av-bar" },
      svg("title", {}, `layer ${layers[i]}: ${percent(value)}`),
    ),
  );
  const line =
    control && svg("path", { class: "av-control", d: `M${control.map((value, i) => `${(i + 0.4) * step} ${y(value)}`).join("L")}` });
  const thirds =
    shares.length < 6
      ? []
      : ["early", "middle", "late"].map((name, i) =>
          svg("text", { x: ((i + 0.5) * width) / 3, y: height + 17, "text-anchor": "middle" }, name),
        );
  const borders =
    shares.length < 6
      ? []
      : [1, 2].map((i) => svg("path", { class: "av-axis", d: `M${Math.round((i * shares.length) / 3) * step - step * 0.1} ${height}v20` }));
  const drawing = svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${height + 24}`,
      class: "av-bars",
      role: "img",
      "aria-label": `Share on the token before, by layer: ${shares.map((value, i) => `${layers[i]} ${percent(value)}`).join(", ")}`,
    },
    ...bars,
    line,
    ...thirds,
    ...borders,
  );
  const key = control ? [el("span", { class: "av-key" }), " the same with random weights"] : [];
  return el(
    "div",
    {},
    el(
      "p",
      { class: "av-note" },
      `Share on the token before, layer ${layers[0]} to ${layers[layers.length - 1]}; the highest bar is ${percent(Math.max(...shares.map((value) => value || 0)))}. `,
      ...key,
    ),
    drawing,
  );
}

/** @param {HTMLElement} root @param {Data} data */
export function layerProgression(root, data) {
  const patterns = new Patterns(data.trace);
  const frame = frameOf(root, [
    "Move the slider, also with the arrow keys: another layer.",
    "Play: all layers, one after another.",
    "Head: the mean of the layer or one of its heads.",
    "Hover over the pattern, or use its arrow keys: says words and weight.",
  ]);
  let { layer, hideFirst } = data;
  let head = -1;
  const sentence = el("p", { class: "av-head", "aria-live": "polite" });
  const [map, side] = [el("div"), el("div", { class: "av-side" })];
  const current = () => patterns.headOrMean(layer, head);
  const render = () => {
    const shares = patterns.layers.map((_, l) => adjacentShare(patterns.headOrMean(l, head)));
    const name = patterns.name(layer, head);
    // A mean of heads is pale everywhere: its colours end at the largest weight of any layer, so that layers can be compared.
    const most = head < 0 ? Math.max(0.01, ...patterns.layers.map((_, l) => largestOf(patterns.mean(l), hideFirst))) : 1;
    sentence.textContent = `${name[0].toUpperCase()}${name.slice(1)}: ${percent(shares[layer])} of attention on the token before.`;
    map.replaceChildren(
      heatmap({ tokens: patterns.tokens, pattern: current(), hideFirst, name, frame, width: map.clientWidth || 320, most }),
      legend(frame, most),
    );
    side.replaceChildren(localBar(shares[layer]), layerBars(shares, head < 0 ? data.control : null, patterns.layers, layer));
    frame.note.textContent = firstTokenNote(current(), hideFirst);
    move.input.value = String(layer);
    filled(move.input, { "aria-valuetext": `layer ${patterns.layers[layer]}` });
  };
  frame.keep({
    read: () => ({ layer: patterns.layers[layer], head: head < 0 ? "mean" : patterns.heads[head], first: hideFirst ? 0 : 1 }),
    write: (state) => {
      layer = Math.max(0, patterns.layers.indexOf(Number(state.layer)));
      head = patterns.heads.indexOf(Number(state.head));
      hideFirst = hidesFirst(state, hideFirst);
    },
  });
  const move = slider("Layer", patterns.layers.length, layer, (place) => {
    layer = place;
    render();
  });
  /** @type {[number, string][]} */
  const heads = [[-1, "mean of the layer"], ...patterns.heads.map((h, i) => /** @type {[number, string]} */ ([i, `head ${h}`]))];
  frame.controls.append(
    move.node,
    playButton(move.input),
    choice("Head", heads, head, (value) => {
      head = Number(value);
      render();
    }),
    firstTokenSwitch(hideFirst, (hidden) => {
      hideFirst = hidden;
      render();
    }),
  );
  frame.body.append(sentence, el("div", { class: "av-split" }, map, side));
  frame.last(tableOf(() => ({ tokens: patterns.tokens, pattern: current() })));
  frame.draw(render);
}

/** Which heads another sentence needs, and the figure of it. @type {import("../../../../Web/live.js").Own} */
export const own = {
  heads: () => null,
  apply: (data, trace) => ({
    ...data,
    trace,
    hideFirst: trace.hideFirst,
    layer: Math.min(data.layer, trace.layers.length - 1),
    control: null,
  }),
};
