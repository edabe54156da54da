/* Patterns of heads: square cells, in a row where there is room and stacked where there is none; words once, upright over the columns. */
import { NUMBERED, widthOf } from "../map.js";
import { number } from "../words.js";
import { axisKey, plain, wrapped } from "./figure.js";

const FONT = 12;
const LINE = 16;
const GAP = 22;
const LARGEST = 40;
const LEAST = 14; // px a cell, before panels are stacked
const TITLED = 150; // px a panel, for its title

/** @typedef {import("./figure.js").Chart} Chart */
/** @typedef {{words: string[], count: number, titles: string[], label: number}} Panel */

/**
 * The weights with or without the first token, as the chart's two buttons hold them.
 * @param {Chart} chart A copy, which is changed.
 * @param {boolean} hideFirst
 */
export function withFirst(chart, hideFirst) {
  const button = chart.layout.updatemenus?.[0]?.buttons?.[hideFirst ? 0 : 1];
  if (!button) return;
  const [values, traces] = button.args;
  traces.forEach((/** @type {number} */ trace, /** @type {number} */ i) => {
    chart.data[trace].z = values.z[i];
  });
}

/** How many panels a row holds, and how large a cell is then. @param {Panel[]} panels @param {number} width @param {boolean} shared */
function arrangement(panels, width, shared) {
  const most = Math.max(...panels.map((panel) => panel.count));
  const label = Math.max(...panels.map((panel) => panel.label));
  // Two or three stand in one row or each in its own: two and one would look as if they did not belong together.
  for (const columns of panels.length > 3 ? [3, 2] : panels.length > 1 ? [panels.length] : []) {
    const room = (width - (shared ? label : label * columns) - (columns - 1) * GAP - 4) / columns;
    const cell = Math.floor(room / most);
    if (cell >= LEAST && room >= TITLED) return { columns, cell: Math.min(LARGEST, cell) };
  }
  return { columns: 1, cell: Math.max(4, Math.min(LARGEST, Math.floor((width - label - 4) / most))) };
}

/** @param {Chart} chart A copy, which is changed. @param {number} width @param {boolean} hideFirst */
export function fitPatterns(chart, width, hideFirst) {
  withFirst(chart, hideFirst);
  const { data, layout } = chart;
  const maps = data.filter((trace) => trace.type === "heatmap");
  const first = hideFirst ? 1 : 0;
  const panels = maps.map((_, p) => {
    const words = layout.meta?.words?.[p] ?? [];
    return {
      words,
      count: words.length - first,
      titles: layout.meta?.titles?.[p] ?? [],
      label: Math.ceil(Math.max(10, ...words.slice(first).map((text) => widthOf(plain(text), FONT)))) + 8,
    };
  });
  const shared = panels.every((panel) => panel.words.join("\n") === panels[0].words.join("\n"));
  const { columns, cell } = arrangement(panels, width, shared);
  const left = Math.max(...panels.map((panel) => panel.label));
  const step = Math.max(...panels.map((panel) => panel.count)) * cell + GAP + (shared ? 0 : left);
  const rows = Math.ceil(panels.length / columns);
  const titles = panels.map((panel) =>
    (panels.length === 1 ? [] : panel.titles).flatMap((title) =>
      wrapped(title, Math.max(150, columns > 1 ? step - GAP : width - left), (text) => widthOf(plain(text), FONT + 1)),
    ),
  );
  const tops = /** @type {number[]} */ ([]);
  let y = 0;
  for (let row = 0; row < rows; row++) {
    const here = panels.slice(row * columns, (row + 1) * columns);
    y +=
      Math.max(...titles.slice(row * columns, (row + 1) * columns).map((lines) => lines.length)) * LINE +
      6 +
      Math.max(...here.map((panel) => panel.label));
    tops.push(y);
    y += Math.max(...here.map((panel) => panel.count)) * cell + (row < rows - 1 ? GAP : 4);
  }
  Object.assign(layout, { height: y, margin: { l: 0, r: 0, t: 0, b: 0 }, annotations: [], updatemenus: [] });
  panels.forEach((panel, p) =>
    place(chart, p, panel, {
      left: left + (p % columns) * step,
      top: tops[Math.floor(p / columns)],
      cell,
      first,
      width,
      height: y,
      named: !shared || p % columns === 0,
      title: titles[p],
    }),
  );
  for (const map of maps) numbers(map, data[data.indexOf(map) + 1], cell);
}

/**
 * @param {Chart} chart
 * @param {number} p
 * @param {Panel} panel
 * @param {{left: number, top: number, cell: number, first: number, width: number, height: number, named: boolean, title: string[]}} at
 */
function place({ layout }, p, panel, at) {
  const side = panel.count * at.cell;
  const every = Math.ceil((FONT + 1) / at.cell);
  const shown = panel.words.map((_, i) => i).filter((i) => i >= at.first && (i - at.first) % every === 0);
  const ticks = {
    tickvals: shown,
    ticktext: shown.map((i) => panel.words[i]),
    tickfont: { size: FONT },
    automargin: false,
    title: {},
    scaleanchor: undefined,
    constrain: undefined,
  };
  const [low, high] = [at.first - 0.5, panel.words.length - 0.5];
  Object.assign(layout[axisKey("x", p)], ticks, {
    side: "top",
    tickangle: -90,
    range: [low, high],
    domain: [at.left / at.width, Math.min(1, (at.left + side) / at.width)],
  });
  Object.assign(layout[axisKey("y", p)], ticks, {
    range: [high, low],
    domain: [Math.max(0, 1 - (at.top + side) / at.height), 1 - at.top / at.height],
    showticklabels: at.named,
  });
  const bold = at.title.map((line, i) => (i === 0 ? `<b>${line}</b>` : line)).join("<br>");
  layout.annotations.push({
    text: bold,
    xref: "paper",
    yref: "paper",
    x: at.left / at.width,
    y: 1 - (at.top - panel.label) / at.height,
    xanchor: "left",
    yanchor: "bottom",
    align: "left",
    showarrow: false,
    font: { size: FONT + 1 },
  });
}

/**
 * The numbers of the cells, where there is room for them.
 * @param {import("./figure.js").Trace} map
 * @param {import("./figure.js").Trace} words
 * @param {number} cell
 */
function numbers(map, words, cell) {
  const cells =
    cell < NUMBERED
      ? []
      : (map.z ?? [])
          .flatMap((row, y) => row.map((weight, x) => ({ x, y, weight })))
          .filter(({ weight }) => weight !== null && weight >= 0.05);
  Object.assign(words, {
    x: cells.map((c) => c.x),
    y: cells.map((c) => c.y),
    text: cells.map((c) => number(c.weight ?? 0)),
    textfont: { size: Math.min(13, cell * 0.42) },
  });
}
