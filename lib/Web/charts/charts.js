/* What outputs of notebooks call: draws a chart as soon as Plotly is on the page. Until then its picture stands there. */
import { el } from "../dom.js";
import { ask } from "../ask.js";
import { drawChart } from "./draw.js";

/**
 * @param {string} id The figure.
 * @param {import("./figure.js").Chart} chart
 */
export function show(id, chart) {
  const figure = document.getElementById(id);
  const place = /** @type {HTMLElement | null} */ (figure?.querySelector(".av-chart") ?? null);
  if (!figure || !place || place.dataset.drawn) return;
  place.dataset.drawn = "yes";
  let patience = 100;
  const draw = () => {
    const plotly = Reflect.get(window, "Plotly");
    if (plotly) drawChart(place, chart, plotly);
    else if (patience-- > 0) setTimeout(draw, 50);
    else
      place.after(
        el(
          "p",
          { class: "av-note" },
          "A picture: for the live chart, which needs the first figure of the notebook on the page, run all cells again.",
        ),
      );
  };
  const question = ask(figure);
  if (question) question.then(draw);
  else draw();
}
