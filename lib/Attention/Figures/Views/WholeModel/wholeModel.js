/* Every head of a model as a thumbnail; one of them enlarged under the grid. */
import { el, filled } from "../../../../Web/dom.js";
import { number } from "../../../../Web/words.js";
import { firstTokenNote, Patterns } from "../../../../Web/weights.js";
import { headGrid, paintInParts, thumbnail } from "../../../../Web/grid.js";
import { firstTokenSwitch, frameOf, hidesFirst, legend } from "../../../../Web/frame.js";
import { heatmap, tableOf } from "../../../../Web/map.js";

/**
 * @typedef {{trace: import("../../../../Web/weights.js").TraceData, chosen: number, measure: string | null, scores: (number | null)[] | null, marked: number[], hideFirst: boolean}} Data
 */

/** @param {HTMLElement} root @param {Data} data */
export function wholeModel(root, data) {
  const patterns = new Patterns(data.trace);
  const frame = frameOf(root, [
    "Click a head, or press Enter on it: enlarges it.",
    "Arrow keys: move between heads.",
    "Hover over the enlarged head, or use its arrow keys: says words and weight.",
  ]);
  let { hideFirst, chosen } = data;
  const place = el("div");
  const panel = el("div", { class: "av-panel" });
  const current = () => patterns.at(chosen);
  const label = (/** @type {number} */ i) => {
    const score = data.scores?.[i];
    return patterns.nameAt(i) + (score === undefined || score === null ? "" : `, ${data.measure} ${number(score)}`);
  };
  const cell = (/** @type {number} */ i) => {
    const button = el(
      "button",
      { type: "button", class: data.marked.includes(i) ? "av-thumb av-marked" : "av-thumb", "aria-label": label(i), "data-place": i },
      el("canvas", { "aria-hidden": "true" }),
    );
    button.addEventListener("pointerenter", () => frame.say(label(i), button));
    button.addEventListener("focus", () => frame.say(label(i), button));
    button.addEventListener("click", () => {
      chosen = i;
      enlarge();
      frame.say(`${label(i)} enlarged.`);
    });
    return button;
  };
  const enlarge = () => {
    place
      .querySelectorAll("button")
      .forEach((button) => button.setAttribute("aria-current", String(Number(button.dataset.place) === chosen)));
    const name = label(chosen);
    panel.replaceChildren(
      el("p", { class: "av-head" }, name),
      heatmap({ tokens: patterns.tokens, pattern: current(), hideFirst, name, frame, width: panel.clientWidth || 320, largest: 32 }),
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
    );
    const buttons = Array.from(place.querySelectorAll("button"));
    paintInParts(buttons, (button) =>
      thumbnail(
        /** @type {HTMLCanvasElement} */ (button.firstElementChild),
        patterns.at(Number(button.dataset.place)),
        hideFirst,
        frame.scheme(),
      ),
    );
    enlarge();
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
      render();
    }),
  );
  frame.body.append(filled(el("div", { class: "av-stack" }), {}, [place, panel]));
  frame.last(tableOf(() => ({ tokens: patterns.tokens, pattern: current() })));
  frame.draw(render);
}

/** Which heads another sentence needs, and the figure of it. @type {import("../../../../Web/live.js").Own} */
export const own = {
  heads: () => null,
  apply: (data, trace) => {
    const same = trace.layers.length * trace.heads.length === (data.scores?.length ?? -1);
    return { ...data, trace, hideFirst: trace.hideFirst, ...(same ? {} : { chosen: 0, scores: null, marked: [] }) };
  },
};
