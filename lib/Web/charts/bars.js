/* Horizontal bars: labels at the left, or over the bars where they would take too much of the width. */
import { widthOf } from "../map.js";
import { plain, wrapped } from "./figure.js";

const FONT = 13;
const SHARE = 0.42; // of the width, that labels may take

/** @param {import("./figure.js").Chart} chart A copy, which is changed. @param {number} width */
export function fitBars(chart, width) {
  const { data, layout } = chart;
  const labels = [...new Set(data.flatMap((trace) => trace.y ?? []))];
  const label = Math.ceil(Math.max(10, ...labels.map((text) => widthOf(plain(text), FONT)))) + 12;
  const grouped = layout.barmode === "group";
  const bars = grouped ? data.length : 1;
  const legend = layout.showlegend ? 28 : 4;
  const numbers = Math.ceil(Math.max(0, ...data.flatMap((trace) => trace.text ?? []).map((text) => widthOf(text, FONT)))) + 8;
  const bottom = layout.xaxis.title?.text ? 46 : 28;
  const over = label > width * SHARE;
  const slot = bars * (grouped ? 18 : 20) + (grouped ? 10 : 4) + (over ? 24 : 0);
  Object.assign(layout, {
    height: legend + slot * labels.length + bottom,
    margin: { l: over ? 6 : label, r: numbers, t: legend, b: bottom },
    bargap: over ? 1 - (bars * 14) / slot : 0.25,
    legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom", xanchor: "left" },
  });
  Object.assign(layout.yaxis, { automargin: false, showticklabels: !over, ticks: "outside", ticklen: 6, tickcolor: "rgba(0,0,0,0)" });
  layout.xaxis.nticks = Math.max(3, Math.floor(width / 90));
  for (const trace of data) trace.constraintext = "none"; // or numbers beside thin bars become too small to read
  const values = [0, ...data.flatMap((trace) => trace.x ?? []).filter(Number.isFinite)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = width - layout.margin.l - numbers;
  // what stands at the left of the longest bar below 0 has room there, too
  if (least < 0) layout.xaxis.range = [least - ((most - least) * (numbers + 10)) / Math.max(1, room - numbers - 10), most];
  if (!over) return;
  layout.annotations = labels.map((text) => ({
    text: wrapped(text, width - 12, (part) => widthOf(plain(part), FONT))[0],
    xref: "paper",
    x: 0,
    y: text,
    xanchor: "left",
    yanchor: "middle",
    yshift: slot / 2 - 8,
    showarrow: false,
    font: { size: FONT },
  }));
}
