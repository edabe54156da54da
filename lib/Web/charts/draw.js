/* Draws a chart as wide as its place and in the colours of its page; a swipe over it moves the page. */
import { el } from "../dom.js";
import { SCALES } from "../colours.js";
import { keepDrawn, schemeOf } from "../scheme.js";
import { firstTokenSwitch } from "../frame.js";
import { plain } from "./figure.js";
import { fitBars } from "./bars.js";
import { recolour, scaleOf } from "./colour.js";
import { fitLines } from "./lines.js";
import { fitPatterns } from "./patterns.js";
import { fitPoints } from "./points.js";
import { fitTable } from "./tables.js";

/** @typedef {import("./figure.js").Chart} Chart */

const CONFIG = { responsive: false, displaylogo: false, displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };

/** Lays a chart out. @param {Chart} chart A copy, which is changed. @param {number} width @param {boolean} hideFirst */
function fit(chart, width, hideFirst) {
  const { layout, data } = chart;
  delete layout.title; // stands over the figure
  Object.assign(layout, { width, autosize: false, dragmode: false });
  for (const key of Object.keys(layout)) if (/^[xy]axis/.test(key)) layout[key].fixedrange = true;
  const fits = {
    patterns: () => fitPatterns(chart, width, hideFirst),
    map: () => fitTable(chart, width),
    bars: () => fitBars(chart, width),
    lines: () => fitLines(chart, width),
    points: () => fitPoints(chart, width),
  };
  if (layout.meta?.kind) fits[layout.meta.kind]();
  for (const trace of data) if (layout.meta?.kind && trace.type === "heatmap") trace.showscale = false;
}

/** The scale of a map under it. @param {Chart} chart @param {import("../colours.js").Scheme} scheme */
function legendOf(chart, scheme) {
  const map = chart.data.find((trace) => trace.type === "heatmap" && trace.colorbar);
  if (!map || !chart.layout.meta?.kind) return null;
  const { ticktext = [], title } = map.colorbar;
  const ramp = SCALES[scaleOf(map.meta, scheme)].join(",");
  const [least, most] =
    chart.layout.meta.kind === "patterns"
      ? ["0 = none", "1 = all of it"]
      : [`${plain(title?.text ?? "")}: ${ticktext[0] ?? 0}`, ticktext[ticktext.length - 1] ?? 1];
  return el(
    "p",
    { class: "av-note av-legend" },
    `${least} `,
    el("span", { class: "av-ramp", style: `background:linear-gradient(to right,${ramp})` }),
    ` ${most}`,
  );
}

/**
 * @param {HTMLElement} place
 * @param {Chart} chart
 * @param {any} plotly
 */
export function drawChart(place, chart, plotly) {
  const figure = place.closest("figure");
  place.replaceChildren(); // the picture that stood there
  const legend = el("div", { "aria-hidden": "true" });
  place.after(legend);
  let hideFirst = chart.layout.updatemenus?.[0]?.active === 0;
  const paint = () => {
    const scheme = schemeOf(place.parentElement ?? place);
    if (figure) figure.dataset.scheme = scheme;
    // Plotly notes its own state in what it is given, so it gets a copy.
    const copy = /** @type {Chart} */ (JSON.parse(JSON.stringify(chart)));
    fit(copy, Math.max(240, place.clientWidth), hideFirst);
    recolour(copy, scheme, getComputedStyle(place).color);
    plotly.react(place, copy.data, copy.layout, CONFIG);
    legend.replaceChildren(legendOf(chart, scheme) ?? "");
  };
  if (chart.layout.meta?.kind === "patterns" && chart.layout.updatemenus?.length)
    place.before(
      el(
        "div",
        { class: "av-controls" },
        firstTokenSwitch(hideFirst, (hidden) => {
          hideFirst = hidden;
          paint();
        }),
      ),
    );
  keepDrawn(place, paint);
}
