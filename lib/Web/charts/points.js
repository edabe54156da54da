/* Points with names beside them: on no point and on no other name. A name that fits nowhere is left to the hover text. */
import { widthOf } from "../map.js";
import { plain } from "./figure.js";

const FONT = 12;
const HIGH = 18;
const DOT = 4;
const GAP = 2;
const MARGIN = { l: 56, r: 24, t: 36, b: 46 };

/** The sides of a point that are tried, as in PointNames.cs; 1 is to the right and down. */
const SIDES = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
];

/** @typedef {{x: number, y: number, w: number, h: number}} Box What a name or a point covers, px: its middle and half of its size. */

/** @param {Box} a @param {Box} b */
function meet(a, b) {
  return Math.abs(a.x - b.x) < a.w + b.w && Math.abs(a.y - b.y) < a.h + b.h;
}

/**
 * The side of its point at which each name stands; null for one that fits nowhere.
 * @param {{x: number, y: number}[]} points All that are drawn, px.
 * @param {{x: number, y: number, name: string}[]} named The most important first.
 * @param {number} width Of the drawing, px.
 * @param {number} height Of the drawing, px.
 */
export function placed(points, named, width, height) {
  const dots = points.map(({ x, y }) => ({ x, y, w: DOT, h: DOT }));
  /** @type {Box[]} */
  const taken = [];
  return named.map(({ x, y, name }) => {
    const w = widthOf(plain(name), FONT) / 2;
    for (const [right, down] of SIDES) {
      const box = { x: x + right * (DOT + GAP + w), y: y + down * (DOT + GAP + HIGH / 2), w, h: HIGH / 2 };
      const inside = box.x - w >= 0 && box.x + w <= width && box.y - box.h >= 0 && box.y + box.h <= height;
      if (!inside || dots.some((dot) => meet(dot, box)) || taken.some((other) => meet(other, box))) continue;
      taken.push(box);
      return `${["top", "middle", "bottom"][down + 1]} ${["left", "center", "right"][right + 1]}`;
    }
    return null;
  });
}

/** From the least to the most with some room, as the axis has it. @param {any[]} values @returns {[number, number]} */
function reach(values) {
  const finite = values.filter((value) => Number.isFinite(value));
  const [least, most] = [Math.min(...finite, Infinity), Math.max(...finite, -Infinity)];
  if (!(least <= most)) return [0, 1];
  const room = Math.max(most - least, 1e-9) * 0.06;
  return [least - room, most + room];
}

/** @param {import("./figure.js").Chart} chart A copy, which is changed. @param {number} width */
export function fitPoints(chart, width) {
  const { data, layout } = chart;
  const height = Math.min(420, Math.max(300, width * 0.6));
  Object.assign(layout, { height, margin: MARGIN, legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", xanchor: "left" } });
  const [left, right] = reach(data.flatMap((trace) => trace.x ?? []));
  const [low, high] = reach(data.flatMap((trace) => trace.y ?? []));
  layout.xaxis.range = [left, right];
  layout.yaxis.range = [low, high];
  const [wide, tall] = [width - MARGIN.l - MARGIN.r, height - MARGIN.t - MARGIN.b];
  const at = (/** @type {number} */ x, /** @type {number} */ y) => ({
    x: ((x - left) / (right - left)) * wide,
    y: (1 - (y - low) / (high - low)) * tall,
  });
  const points = data.flatMap(({ x = [], y = [] }) => x.map((one, i) => at(one, y[i])));
  const measured = data[data.length - 1];
  const names = /** @type {string[]} */ (measured.customdata ?? []);
  const named = names
    .map((name, i) => ({ name, i, size: Math.abs(measured.y?.[i] ?? 0) }))
    .filter(({ name }) => layout.meta?.named?.includes(name))
    .sort((a, b) => b.size - a.size);
  const sides = placed(
    points,
    named.map(({ name, i }) => ({ ...at(measured.x?.[i], measured.y?.[i]), name })),
    wide,
    tall,
  );
  measured.text = names.map(() => "");
  measured.textposition = names.map(() => "top center");
  measured.mode = "markers+text";
  named.forEach(({ name, i }, n) => {
    if (sides[n]) [/** @type {string[]} */ (measured.text)[i], measured.textposition[i]] = [name, sides[n]];
  });
  measured.textfont = { size: FONT };
}
