/* What switching each head off changes, and the pattern of the head that is chosen. */
import { el } from "../../../../Web/dom.js";
import { signed } from "../../../../Web/words.js";
import { firstTokenNote, Patterns } from "../../../../Web/weights.js";
import { effectColour } from "../../../../Web/colours.js";
import { headGrid } from "../../../../Web/grid.js";
import { firstTokenSwitch, frameOf, hidesFirst, legend } from "../../../../Web/frame.js";
import { heatmap, tableOf } from "../../../../Web/map.js";

/**
 * @typedef {{trace: import("../../../../Web/weights.js").TraceData, effects: (number | null)[], measure: string, hideFirst: boolean}} Data
 */

/** What stands in a cell: nothing where there is next to nothing. @param {number | null} effect @param {number} largest */
function short(effect, largest) {
  if (effect === null) return "?";
  if (Math.abs(effect) < 0.05) return "";
  return signed(effect, largest >= 10 ? 0 : 1).replace("+", "");
}

/** The scale, from the largest fall to the largest rise. @param {import("../../../../Web/frame.js").Frame} frame @param {number} largest */
function effectLegend(frame, largest) {
  const stops = [-1, -0.5, 0, 0.5, 1].map((share) => effectColour(frame.scheme(), Math.sign(share) * share * share * largest, largest).css);
  return el(
    "p",
    { class: "av-note av-legend" },
    `${signed(-largest)} `,
    el("span", { class: "av-ramp", style: `background:linear-gradient(to right,${stops})` }),
    ` ${signed(largest)}; colour follows the square root`,
  );
}

/** @param {HTMLElement} root @param {Data} data */
export function ablationMap(root, data) {
  const patterns = new Patterns(data.trace);
  const frame = frameOf(root, [
    "Hover over a head or focus it: says what switching it off changes.",
    "Click it or press Enter: shows its pattern.",
    "Arrow keys: move between heads.",
    "Hover over the pattern, or use its arrow keys: says words and weight.",
  ]);
  const size = (/** @type {number} */ i) => Math.abs(data.effects[i] ?? 0);
  const largest = Math.max(...data.effects.map((_, i) => size(i)));
  let chosen = data.effects.reduce((/** @type {number} */ best, _, i) => (size(i) > size(best) ? i : best), 0);
  let { hideFirst } = data;
  const text = (/** @type {number} */ i) => `${patterns.nameAt(i)}: ${data.measure} ${signed(data.effects[i])}`;
  const [place, panel] = [el("div"), el("div", { class: "av-panel" })];
  const current = () => patterns.at(chosen);
  const cell = (/** @type {number} */ i) => {
    const effect = data.effects[i];
    const colour = effectColour(frame.scheme(), effect ?? 0, largest);
    const say = () => frame.say(text(i), button);
    const button = el(
      "button",
      {
        type: "button",
        class: "av-thumb av-effect",
        "data-place": i,
        style: effect === null ? false : `background:${colour.css};color:${colour.ink}`,
        pointerenter: say,
        focus: say,
        click: () => {
          chosen = i;
          show();
        },
      },
      el("span", { class: "av-unseen" }, text(i)),
      el("span", { "aria-hidden": "true" }, short(effect, largest)),
    );
    return button;
  };
  const show = () => {
    place
      .querySelectorAll("button")
      .forEach((button) => button.setAttribute("aria-current", String(Number(button.dataset.place) === chosen)));
    panel.replaceChildren(
      el("p", { class: "av-head" }, text(chosen)),
      heatmap({
        tokens: patterns.tokens,
        pattern: current(),
        hideFirst,
        name: text(chosen),
        frame,
        width: panel.clientWidth || 320,
        largest: 32,
      }),
      legend(frame),
    );
    frame.note.textContent = firstTokenNote(current(), hideFirst);
  };
  const render = () => {
    const { layers, heads } = patterns;
    place.replaceChildren(
      headGrid({
        layers: layers.length,
        heads: heads.length,
        layerNames: layers,
        headNames: heads,
        width: frame.body.clientWidth || 320,
        cell,
        current: chosen,
      }),
      effectLegend(frame, largest),
    );
    show();
  };
  frame.keep({
    read: () => ({ head: patterns.addressAt(chosen), first: hideFirst ? 0 : 1 }),
    write: (state) => {
      [chosen, hideFirst] = [patterns.placeOf(state.head, chosen), hidesFirst(state, hideFirst)];
    },
  });
  frame.controls.append(
    firstTokenSwitch(hideFirst, (hidden) => {
      hideFirst = hidden;
      show();
    }),
  );
  frame.body.append(el("div", { class: "av-stack" }, place, panel));
  frame.last(tableOf(() => ({ tokens: patterns.tokens, pattern: current() })));
  frame.draw(render);
}
