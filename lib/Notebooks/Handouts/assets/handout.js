// @ts-check
/* Draws the plots of a page in the page's own colours, and lets the keyboard scroll what does not fit. All else on a page works without it. */
(() => {
  "use strict";

  /** Plotly, from the file beside the page. @type {any} */
  const plotly = Reflect.get(window, "Plotly");
  /** From chartKeys.js. @type {(plot: HTMLElement) => void} */
  const giveKeys = Reflect.get(window, "giveChartKeys");
  const plots = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".plot"));
  const figures = Array.from(plots, (plot) => JSON.parse(plot.querySelector("script")?.textContent ?? "{}"));

  /** What a figure leaves open is set as the page is. */
  function pageStyle() {
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue("--ink").trim();
    const muted = style.getPropertyValue("--muted").trim();
    const rule = style.getPropertyValue("--rule").trim();
    const axis = { gridcolor: rule, zerolinecolor: rule, linecolor: rule };
    return {
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: ink, family: getComputedStyle(document.body).fontFamily },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: muted, activecolor: ink },
      xaxis: axis,
      yaxis: axis,
    };
  }

  /**
   * Copies what one object says over what another says, level by level.
   * @param {any} under
   * @param {any} over
   * @returns {any}
   */
  function merged(under, over) {
    if (!isPlain(under) || !isPlain(over)) return over;
    const result = { ...under };
    for (const [key, value] of Object.entries(over)) result[key] = merged(under[key], value);
    return result;
  }

  /** @param {unknown} value */
  function isPlain(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  /**
   * @param {HTMLElement} plot
   * @param {{data?: object[], layout?: any}} figure
   * @param {object} style
   */
  function draw(plot, figure, style) {
    const layout = { ...figure.layout, template: merged(figure.layout?.template ?? {}, { layout: style }) };
    // Plotly notes its own state in what it is given, so it gets a copy.
    const copy = structuredClone({ data: figure.data ?? [], layout });
    plotly.react(plot, copy.data, copy.layout, { responsive: true, displaylogo: false }).then(giveKeys);
  }

  function drawAll() {
    if (!plots.length) return;
    const style = pageStyle();
    plots.forEach((plot, i) => draw(plot, figures[i], style));
  }

  /** What scrolls can be reached with Tab, so that the arrow keys scroll it; what fits is no stop on the way. */
  function reachScrolled() {
    for (const box of document.querySelectorAll("pre, .output, .cell, table, math")) {
      const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
      const clips = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
      if (scrolls && clips) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    }
  }

  drawAll();
  reachScrolled();
  addEventListener("resize", reachScrolled);
  document.addEventListener("toggle", reachScrolled, true);
  for (const query of ["(prefers-color-scheme: dark)", "print"]) matchMedia(query).addEventListener("change", drawAll);
})();
