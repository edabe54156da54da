/* Tables of numbers as colours: head maps, census, patching. Square cells, or cells as wide as their words. */
import { widthOf } from "../map.js";
import { plain, wrapped } from "./figure.js";

const FONT = 12;
const LARGEST = 30;
const NARROW = 500; // px, under which long row names stand over their rows

/** @typedef {import("./figure.js").Chart} Chart */

/** The widest of some texts. @param {string[]} texts */
function widest(texts) {
  return Math.ceil(Math.max(8, ...texts.map((text) => widthOf(plain(text), FONT))));
}

/** @param {Chart} chart A copy, which is changed. @param {number} width */
export function fitTable(chart, width) {
  const { data, layout } = chart;
  const [map, words] = [data[0], data.find((trace) => trace.meta === "words")];
  const [R, C] = [map.z?.length ?? 0, map.z?.[0]?.length ?? 0];
  const rowNames = layout.yaxis.ticktext ?? Array.from({ length: R }, (_, i) => String(i));
  const columnNames = layout.xaxis.ticktext ?? Array.from({ length: C }, (_, i) => String(i));
  const rowLabel = widest(rowNames) + 8;
  const stacked = Boolean(words) && width < NARROW && rowLabel > width * 0.3;
  const left = (stacked ? 4 : rowLabel) + (layout.yaxis.title?.text ? 18 : 0);
  const cell = cellSize(words, width - left - 6, R, C, stacked);
  const upright = widest(columnNames) + 4 > cell.width;
  const top = (upright ? Math.min(150, widest(columnNames)) : FONT) + 12 + (layout.xaxis.title?.text ? 20 : 0);
  const height = top + R * cell.height + 8;
  Object.assign(layout, { height, margin: { l: 0, r: 0, t: 0, b: 0 }, annotations: [] });
  const common = { automargin: false, dtick: undefined, scaleanchor: undefined, constrain: undefined };
  Object.assign(layout.xaxis, common, ticks(columnNames, upright ? (FONT + 1) / cell.width : (widest(columnNames) + 4) / cell.width), {
    side: "top",
    tickangle: upright ? -90 : 0,
    domain: [left / width, Math.min(1, (left + C * cell.width) / width)],
  });
  Object.assign(layout.yaxis, common, ticks(rowNames, (FONT + 1) / cell.height), {
    showticklabels: !stacked,
    domain: [1 - (top + R * cell.height) / height, 1 - top / height],
  });
  if (stacked) overRows(chart, rowNames, cell.height);
  nameColumns(layout, left, C * cell.width, width);
  if (words) fitWords(words, cell.width);
}

/**
 * @param {import("./figure.js").Trace | undefined} words
 * @param {number} room
 * @param {number} R
 * @param {number} C
 * @param {boolean} stacked
 */
function cellSize(words, room, R, C, stacked) {
  if (words) return { width: Math.min(96, Math.floor(room / C)), height: stacked ? 44 : 26 };
  const side = Math.max(6, Math.min(LARGEST, Math.floor(room / C), Math.floor(620 / R)));
  return { width: side, height: side };
}

/** @param {string[]} names @param {number} density How many cells a name needs. */
function ticks(names, density) {
  const every = Math.max(1, Math.ceil(density));
  const shown = names.map((_, i) => i).filter((i) => i % every === 0);
  return { tickvals: shown, ticktext: shown.map((i) => names[i]), tickfont: { size: FONT } };
}

/**
 * A row's name over its cells: half of the row's height is left free for it.
 * @param {Chart} chart
 * @param {string[]} names
 * @param {number} height
 */
function overRows({ data, layout }, names, height) {
  data[0].ygap = height / 2;
  layout.annotations = names.map((text, i) => ({
    text,
    xref: "x domain",
    yref: "y",
    x: 0,
    y: i,
    xanchor: "left",
    yanchor: "middle",
    yshift: height * 0.36,
    showarrow: false,
    font: { size: FONT },
  }));
}

/**
 * The name of the columns begins over the first of them where it is wider than they are.
 * @param {Record<string, any>} layout
 * @param {number} left
 * @param {number} cells
 * @param {number} width
 */
function nameColumns(layout, left, cells, width) {
  const text = layout.xaxis.title?.text;
  if (!text || widthOf(plain(text), FONT) <= cells) return;
  layout.xaxis.title = {};
  layout.annotations.push({
    text,
    xref: "paper",
    yref: "paper",
    x: left / width,
    y: 1,
    xanchor: "left",
    yanchor: "bottom",
    yshift: -16,
    showarrow: false,
    font: { size: FONT },
  });
}

/** Words that do not fit their cells are left to the hover text. @param {import("./figure.js").Trace} words @param {number} width */
function fitWords(words, width) {
  const size = width < 60 ? 10 : 11;
  words.text = (words.text ?? []).map((text) => {
    const [first] = wrapped(text, width - 4, (part) => widthOf(plain(part), size));
    return widthOf(plain(first), size) <= width - 2 ? first : "";
  });
  words.textfont = { ...words.textfont, size };
}
