/* Lines with their names at their ends; on a narrow page a legend, since the names would take half of it. */
import { widthOf } from "../map.js";
import { plain } from "./figure.js";

const SHARE = 0.38; // of the width, that names may take
const KEY = 110; // px of a legend's line that are no name

/** The width of a name, of the longer line where it has two. @param {string} text */
function lineWidth(text) {
  return Math.max(...text.split("<br>").map((line) => widthOf(plain(line), 12)));
}

/** @param {import("./figure.js").Chart} chart A copy, which is changed. @param {number} width */
export function fitLines(chart, width) {
  const { layout } = chart;
  const notes = /** @type {any[]} */ (layout.annotations ?? []);
  const names = notes.filter((note) => note.yref === "y");
  const room = Math.ceil(Math.max(10, ...names.map((note) => lineWidth(note.text)))) + 12;
  const stripes = notes.filter((note) => note.yref === "paper");
  const top = stripes.length ? 24 : 12;
  if (room <= width * SHARE) Object.assign(layout, { height: 320, margin: { l: 56, r: room, t: top, b: 46 }, showlegend: false });
  else {
    for (const trace of chart.data)
      if (trace.name && widthOf(plain(trace.name), 12) > width - KEY) trace.name = trace.name.replace(", ", ",<br>");
    const rows = chart.data.reduce((lines, { name = "" }) => lines + name.split("<br>").length, 0);
    Object.assign(layout, {
      annotations: stripes,
      height: top + 240 + 50 + 20 * rows,
      showlegend: true,
      legend: { orientation: "v", x: 0, y: -50 / 240, yanchor: "top", xanchor: "left" },
      margin: { l: 50, r: 12, t: top, b: 50 + 20 * rows },
    });
  }
  layout.xaxis.nticks = Math.max(4, Math.floor(width / 90));
  // the zeros where the axes meet do not touch
  for (const axis of [layout.xaxis, layout.yaxis]) Object.assign(axis, { ticks: "outside", ticklen: 4, tickcolor: "rgba(0,0,0,0)" });
}
