/* The sentence is the figure: words in one line, arcs over them, those of the untrained twin below. */
import { el } from "../../../../Web/dom.js";
import { number, quoted } from "../../../../Web/words.js";
import { firstTokenNote, Patterns, strongest } from "../../../../Web/weights.js";
import { SERIES } from "../../../../Web/colours.js";
import { arcs } from "../../../../Web/arcs.js";
import { guess } from "../../../../Web/guess.js";
import { headTiles } from "../../../../Web/tiles.js";
import { firstTokenSwitch, frameOf, hidesFirst } from "../../../../Web/frame.js";
import { tableOf } from "../../../../Web/map.js";

/**
 * @typedef {import("../../../../Web/weights.js").TraceData} TraceData
 * @typedef {{trace: TraceData, heads: string[], kinds: string[], control: TraceData | null, query: number, ask: boolean, hideFirst: boolean}} Data
 */

/**
 * What a word does in the heads that are shown.
 * @param {string[]} tokens
 * @param {{name: string, pattern: import("../../../../Web/weights.js").Pattern}[]} layers
 * @param {number} query
 * @param {boolean} hideFirst
 */
function inWords(tokens, layers, query, hideFirst) {
  const parts = layers.map(
    ({ name, pattern }) =>
      `${name} to ${
        strongest(pattern, query, hideFirst, 2)
          .map((key) => `${quoted(tokens[key])} ${number(pattern.at(query, key))}`)
          .join(", ") || "nothing else"
      }`,
  );
  return `${quoted(tokens[query])} attends: ${parts.join("; ")}.`;
}

/** @param {HTMLElement} root @param {Data} data */
export function sentence(root, data) {
  const patterns = new Patterns(data.trace);
  const controls = data.control && new Patterns(data.control);
  const frame = frameOf(root, [
    "Hover over a word or focus it: only its arcs.",
    "Click it or press Enter: they stay; again, or Escape: all arcs.",
    "Arrow keys: move between words.",
    ...(data.heads.length > 1
      ? ["Click a head: adds or removes it.", "Double-click a head, or press the letter o on it: only that one."]
      : []),
  ]);
  const names = data.heads.map((head, i) => (data.kinds[i] ? `${data.kinds[i]} · ${head}` : `head ${head}`));
  const on = data.heads.map(() => true);
  const pointer = { pointed: -1, pinned: data.query };
  let { hideFirst } = data;
  let waiting = data.ask && data.query >= 0;
  const said = el("p", { class: "av-sentence" });
  const [place, key] = [el("div"), el("p", { class: "av-note" })];
  const shown = () => {
    const colours = SERIES[frame.scheme()];
    tiles.paint(colours);
    return data.heads
      .map((_, i) => ({ name: names[i], pattern: patterns.at(i), colour: colours[i % colours.length] }))
      .filter((_, i) => on[i]);
  };
  const say = () => {
    const query = pointer.pointed >= 0 ? pointer.pointed : pointer.pinned;
    said.textContent = waiting
      ? ""
      : query < 0
        ? "Point at a word to see its arcs alone."
        : inWords(patterns.tokens, shown(), query, hideFirst);
    if (pointer.pointed >= 0 && !waiting) frame.say(said.textContent);
  };
  const render = () => {
    const first = hideFirst && patterns.size > 1 ? 1 : 0;
    const below = controls ? data.heads.map((_, i) => controls.at(i)).filter((_, i) => on[i]) : [];
    const drawing = arcs({
      tokens: patterns.tokens,
      first,
      layers: shown(),
      controls: below,
      width: frame.body.clientWidth || 320,
      pointer,
      onPoint: say,
      hidden: waiting,
      onChoose: waiting ? (token) => asked.choose(token) : undefined,
    });
    place.replaceChildren(drawing.node);
    key.textContent = controls ? "Grey, on the other side: the same heads with random weights." : "";
    frame.note.textContent = shown()
      .map(({ name, pattern }) => `${names.length > 1 ? `${name}: ` : ""}${firstTokenNote(pattern, hideFirst)}`)
      .join(" ");
    say();
  };
  const tiles = headTiles(names, on, () => render());
  const asked = guess(frame, {
    tokens: patterns.tokens,
    query: data.query,
    weightOf: (token) => patterns.at(0).at(data.query, token),
    hideFirst,
    done: () => {
      waiting = false;
      render();
    },
  });
  if (names.length > 1) frame.controls.append(tiles.node);
  frame.controls.append(
    firstTokenSwitch(hideFirst, (hidden) => {
      hideFirst = hidden;
      render();
    }),
  );
  frame.body.append(...(waiting ? [asked.node] : []), place, key, said);
  frame.last(tableOf(() => ({ tokens: patterns.tokens, pattern: patterns.at(Math.max(0, on.indexOf(true))) })));
  frame.keep({
    read: () => ({ word: pointer.pinned, heads: data.heads.filter((_, i) => on[i]).join(), first: hideFirst ? 0 : 1 }),
    write: (state) => {
      if (state.word) pointer.pinned = Math.min(patterns.size - 1, Number(state.word));
      if (state.heads)
        data.heads.forEach((head, i) => {
          on[i] = state.heads.split(",").includes(head);
        });
      hideFirst = hidesFirst(state, hideFirst);
      waiting = false;
    },
  });
  frame.draw(render);
}

/** Which heads another sentence needs, and the figure of it. @type {import("../../../../Web/live.js").Own} */
export const own = {
  heads: (data) => data.heads,
  kinds: (data) => data.kinds,
  apply: (data, trace, heads) => ({
    ...data,
    trace,
    heads,
    control: null,
    ask: false,
    query: trace.tokens.length - 1,
    hideFirst: trace.hideFirst,
  }),
};
