/* Tabs, each with one kind of head: name, one sentence, pattern with its weights, address and score. */
import { el, filled, newId } from "../../../../Web/dom.js";
import { SERIES } from "../../../../Web/colours.js";
import { arcs } from "../../../../Web/arcs.js";
import { firstTokenNote, onlyHead, Patterns, sentenceFor } from "../../../../Web/weights.js";
import { arrows } from "../../../../Web/keyboard.js";
import { firstTokenSwitch, frameOf, legend } from "../../../../Web/frame.js";
import { heatmap, tableOf } from "../../../../Web/map.js";

/**
 * @typedef {{type: string, description: string, address: string, score: string | null, trace: import("../../../../Web/weights.js").TraceData, gold: number[][], hideFirst: boolean}} Card
 * @typedef {{cards: Card[]}} Data
 */

/** @param {Card} card @param {import("../../../../Web/frame.js").Frame} frame */
function galleryPanel(card, frame) {
  const patterns = new Patterns(card.trace);
  const pattern = patterns.head(0, 0);
  let { hideFirst } = card;
  const [map, line] = [el("div"), el("div")];
  const place = el("div", { class: "av-split" }, map, line);
  const pointer = { pointed: -1, pinned: -1 };
  const say = () => pointer.pointed >= 0 && frame.say(sentenceFor(patterns.tokens, pattern, pointer.pointed, hideFirst));
  const note = el("p", { class: "av-note" });
  const render = () => {
    const width = frame.body.clientWidth || 320;
    const first = hideFirst && patterns.size > 1 ? 1 : 0;
    map.replaceChildren(
      heatmap({
        tokens: patterns.tokens,
        pattern,
        hideFirst,
        name: card.address,
        frame,
        width: map.clientWidth || width,
        largest: 40,
        gold: card.gold,
      }),
      legend(frame),
    );
    line.replaceChildren(
      arcs({
        tokens: patterns.tokens,
        first,
        layers: [{ name: card.address, pattern, colour: SERIES[frame.scheme()][0] }],
        controls: [],
        width: line.clientWidth || width,
        pointer,
        onPoint: say,
      }).node,
    );
    note.textContent = `${patterns.note} ${firstTokenNote(pattern, hideFirst)}`;
  };
  const node = el(
    "div",
    { role: "tabpanel", class: "av-card", tabindex: 0 },
    el(
      "p",
      { class: "av-head" },
      card.type,
      el("span", { class: "av-address" }, ` · ${card.address}${card.score ? ` · ${card.score}` : ""}`),
    ),
    el("p", { class: "av-note av-card-words" }, card.description),
    el(
      "div",
      { class: "av-controls" },
      firstTokenSwitch(hideFirst, (hidden) => {
        hideFirst = hidden;
        render();
      }),
    ),
    place,
    note,
    tableOf(() => ({ tokens: patterns.tokens, pattern })),
  );
  return { node, render };
}

/** @param {HTMLElement} root @param {Data} data */
export function gallery(root, data) {
  const frame = frameOf(root, [
    "Click a tab, or use the arrow keys on it: shows that kind of head.",
    "Hover over a pattern, or use its arrow keys: says words and weight.",
    "Hover over a word of the sentence: its arcs alone.",
  ]);
  const panels = data.cards.map((card) => galleryPanel(card, frame));
  let chosenTab = 0;
  const tabs = data.cards.map((card, i) => {
    const [tab, panel] = [newId(), newId()];
    filled(panels[i].node, { id: panel, "aria-labelledby": tab });
    return el(
      "button",
      { type: "button", role: "tab", id: tab, "aria-controls": panel, click: () => show(i), focus: () => show(i) },
      card.type,
    );
  });
  const show = (/** @type {number} */ chosen) => {
    tabs.forEach((tab, i) => filled(tab, { "aria-selected": String(i === chosen), tabindex: i === chosen ? 0 : -1 }));
    panels.forEach((panel, i) => panel.node.classList.toggle("av-hidden", i !== chosen));
    chosenTab = chosen;
    frame.say("");
  };
  const list = el("div", { role: "tablist", "aria-label": "Kinds of heads", class: "av-controls av-tabs" }, ...tabs);
  arrows(list, "[role=tab]", 1);
  // All panels lie on one another, so that the page does not jump from tab to tab.
  frame.body.append(list, el("div", { class: "av-pile" }, ...panels.map((panel) => panel.node)));
  frame.keep({
    read: () => ({ kind: data.cards[chosenTab].type }),
    write: (state) => {
      chosenTab = Math.max(
        0,
        data.cards.findIndex(({ type }) => type === state.kind),
      );
      show(chosenTab);
    },
  });
  show(chosenTab);
  frame.draw(() => panels.forEach((panel) => panel.render()));
}

/** Which heads another sentence needs, and the figure of it. @type {import("../../../../Web/live.js").Own} */
export const own = {
  heads: (data) => data.cards.map((/** @type {Card} */ card) => card.address.split(" head ")[1]),
  kinds: (data) => data.cards.map((/** @type {Card} */ card) => card.type),
  apply: (data, trace, heads) => ({
    ...data,
    cards: data.cards.map((/** @type {Card} */ card, /** @type {number} */ i) => ({
      ...card,
      address: `${trace.model} · head ${heads?.[i]}`,
      score: null,
      gold: [],
      hideFirst: trace.hideFirst,
      trace: onlyHead(trace, i),
    })),
  }),
};
