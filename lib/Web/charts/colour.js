/* The page's own colours for a chart: the paper is always zero. */
import { CONTROL, SCALES, SERIES, table } from "../colours.js";

/** @typedef {import("./figure.js").Chart} Chart */

/**
 * The scale of a map on a page.
 * @param {string | undefined} name
 * @param {import("../colours.js").Scheme} scheme
 * @returns {keyof typeof SCALES}
 */
export function scaleOf(name, scheme) {
  if (name === "around") return scheme === "dark" ? "aroundDark" : "aroundLight";
  return scheme;
}

/** The ink for a cell. @param {import("./figure.js").Trace} map @param {number} value @param {import("../colours.js").Scheme} scheme */
export function inkFor(map, value, scheme) {
  const [least, most] = [map.zmin ?? 0, map.zmax ?? 1];
  const share = Math.min(1, Math.max(0, (value - least) / (most - least || 1)));
  return table(scaleOf(map.meta, scheme))[Math.round(share * 255)].ink;
}

/** A line's or a point's colour on this page. @param {any} colour @param {import("../colours.js").Scheme} scheme */
function forScheme(colour, scheme) {
  const place = SERIES.light.indexOf(colour);
  return place < 0 ? colour : SERIES[scheme][place];
}

/** @param {Chart} chart A copy, which is changed. @param {import("../colours.js").Scheme} scheme @param {string} ink The page's. */
export function recolour(chart, scheme, ink) {
  for (const trace of chart.data) {
    if (trace.type === "heatmap") trace.colorscale = SCALES[scaleOf(trace.meta, scheme)].map((colour, i) => [i / 4, colour]);
    if (trace.line?.color) trace.line.color = forScheme(trace.line.color, scheme);
    if (trace.marker?.color) trace.marker.color = forScheme(trace.marker.color, scheme);
    if (trace.meta === "words")
      recolourWords(
        trace,
        chart.data.find((map) => map.type === "heatmap" && (map.yaxis ?? "y") === (trace.yaxis ?? "y")),
        scheme,
      );
  }
  for (const note of chart.layout.annotations ?? [])
    if (note.font?.color) note.font.color = note.font.color === CONTROL ? CONTROL : forScheme(note.font.color, scheme);
  for (const shape of chart.layout.shapes ?? []) if (shape.line?.color) shape.line.color = forScheme(shape.line.color, scheme);
  chart.layout.font = { ...chart.layout.font, color: ink };
}

/**
 * @param {import("./figure.js").Trace} words
 * @param {import("./figure.js").Trace | undefined} map
 * @param {import("../colours.js").Scheme} scheme
 */
function recolourWords(words, map, scheme) {
  if (!map?.z) return;
  const { z } = map;
  words.textfont = { ...words.textfont, color: (words.x ?? []).map((x, i) => inkFor(map, z[words.y?.[i]]?.[x] ?? 0, scheme)) };
}
