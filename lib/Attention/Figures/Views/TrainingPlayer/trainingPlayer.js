/* A training from checkpoint to checkpoint: losses, best scores, and the pattern of a head at that moment. */
import { el, filled, svg } from "../../../../Web/dom.js";
import { number } from "../../../../Web/words.js";
import { firstTokenNote, Patterns } from "../../../../Web/weights.js";
import { SERIES } from "../../../../Web/colours.js";
import { choice, firstTokenSwitch, frameOf, hidesFirst, legend, playButton, slider } from "../../../../Web/frame.js";
import { heatmap, tableOf } from "../../../../Web/map.js";

/**
 * @typedef {{name: string, unit: string, values: (number | null)[]}} Curve
 * @typedef {{curves: Curve[], tokens: number[], snapshots: {tokens: number, trace: import("../../../../Web/weights.js").TraceData}[], chosen: number, hideFirst: boolean}} Data
 */

/** @param {number} tokens */
function millions(tokens) {
  return tokens >= 1e6 ? `${(tokens / 1e6).toFixed(1)} million tokens` : `${tokens} tokens`;
}

/**
 * Curves of one unit with a mark at a moment.
 * @param {Curve[]} curves
 * @param {number[]} tokens
 * @param {number} now
 * @param {string} unit
 * @param {string[]} colours
 */
function curveChart(curves, tokens, now, unit, colours) {
  const [width, height, last] = [320, 110, tokens[tokens.length - 1] || 1];
  const top = unit === "score" ? 1 : Math.max(...curves.flatMap((curve) => curve.values.map((value) => value ?? 0)), 0.1);
  const point = (/** @type {number} */ value, /** @type {number} */ i) =>
    `${((tokens[i] / last) * width).toFixed(1)} ${((1 - value / top) * height).toFixed(1)}`;
  const paths = curves.map((curve, c) => {
    const places = curve.values.map((value, i) => (Number.isFinite(value) && value !== null ? point(value, i) : null)).filter(Boolean);
    return svg("path", {
      d: places.length ? `M${places.join("L")}` : "",
      stroke: colours[c % colours.length],
      "stroke-dasharray": ["none", "7 3", "2 3", "8 3 2 3"][c % 4],
      "stroke-width": 2,
      fill: "none",
    });
  });
  const x = (now / last) * width;
  const drawing = svg(
    "svg",
    {
      viewBox: `-2 -2 ${width + 4} ${height + 4}`,
      width: "100%",
      class: "av-curves",
      role: "img",
      "aria-label": `${unit}: ${curves.map((curve) => `${curve.name} ends at ${number(curve.values[curve.values.length - 1])}`).join(", ")}`,
    },
    svg("path", { d: `M0 0V${height}H${width}`, class: "av-axis" }),
    ...paths,
    svg("path", { d: `M${x} 0V${height}`, class: "av-now" }),
  );
  const names = curves.map((curve, c) =>
    el(
      "span",
      { class: "av-name" },
      svg(
        "svg",
        { width: 26, height: 8, "aria-hidden": "true" },
        svg("path", {
          d: "M0 4H26",
          stroke: colours[c % colours.length],
          "stroke-width": 2,
          "stroke-dasharray": ["none", "7 3", "2 3", "8 3 2 3"][c % 4],
        }),
      ),
      curve.name,
    ),
  );
  return el(
    "div",
    {},
    el("p", { class: "av-note" }, `${unit === "score" ? "Best head, score" : "Loss, nats per token"}, 0 to ${number(top)}`),
    drawing,
    el("p", { class: "av-note av-names" }, ...names),
  );
}

/** What was measured at a moment, in words. @param {Data} data @param {number} tokens */
function momentInWords(data, tokens) {
  const i = data.tokens.reduce((best, value, at) => (Math.abs(value - tokens) < Math.abs(data.tokens[best] - tokens) ? at : best), 0);
  return `After ${millions(tokens)}: ${data.curves.map((curve) => `${curve.name} ${curve.values[i] === null ? "not measured" : number(curve.values[i])}`).join(", ")}.`;
}

/** @param {HTMLElement} root @param {Data} data */
export function trainingPlayer(root, data) {
  const all = data.snapshots.map((snapshot) => new Patterns(snapshot.trace));
  const frame = frameOf(root, [
    "Move the slider, also with the arrow keys: another checkpoint.",
    "Play: all checkpoints, one after another.",
    "Head: another head.",
    "Hover over the pattern, or use its arrow keys: says words and weight.",
  ]);
  let { chosen, hideFirst } = data;
  let moment = all.length - 1;
  const sentence = el("p", { class: "av-head", "aria-live": "polite" });
  const [curves, map] = [el("div"), el("div")];
  const current = () => all[moment].at(chosen);
  const name = (/** @type {number} */ i) => all[0].nameAt(i);
  const render = () => {
    const { tokens } = data.snapshots[moment];
    sentence.textContent = momentInWords(data, tokens);
    curves.replaceChildren(
      ...["nats", "score"].map((unit) =>
        curveChart(
          data.curves.filter((curve) => curve.unit === unit),
          data.tokens,
          tokens,
          unit,
          SERIES[frame.scheme()],
        ),
      ),
    );
    map.replaceChildren(
      el("p", { class: "av-head" }, `${name(chosen)} after ${millions(tokens)}`),
      heatmap({ tokens: all[moment].tokens, pattern: current(), hideFirst, name: name(chosen), frame, width: map.clientWidth || 320 }),
      legend(frame),
    );
    frame.note.textContent = firstTokenNote(current(), hideFirst);
    move.input.value = String(moment);
    filled(move.input, { "aria-valuetext": millions(tokens) });
  };
  frame.keep({
    read: () => ({ tokens: data.snapshots[moment].tokens, head: all[0].addressAt(chosen), first: hideFirst ? 0 : 1 }),
    write: (state) => {
      const at = data.snapshots.findIndex(({ tokens }) => tokens === Number(state.tokens));
      if (at >= 0) moment = at;
      [chosen, hideFirst] = [all[0].placeOf(state.head, chosen), hidesFirst(state, hideFirst)];
    },
  });
  const move = slider("Checkpoint", all.length, moment, (place) => {
    moment = place;
    render();
  });
  const heads = Array.from(
    { length: all[0].layers.length * all[0].heads.length },
    (_, i) => /** @type {[number, string]} */ ([i, name(i)]),
  );
  frame.controls.append(
    move.node,
    playButton(move.input),
    choice("Head", heads, chosen, (value) => {
      chosen = Number(value);
      render();
    }),
    firstTokenSwitch(hideFirst, (hidden) => {
      hideFirst = hidden;
      render();
    }),
  );
  frame.body.append(sentence, el("div", { class: "av-split" }, map, curves));
  frame.last(tableOf(() => ({ tokens: all[moment].tokens, pattern: current() })));
  frame.draw(render);
}
