// @ts-check
// Plotly's buttons hear the pointer alone: with this they can be reached with Tab and pressed with Enter or the space bar.

/** @param {any} plot A chart that Plotly has drawn. */
function giveChartKeys(plot) {
  const make = () => plot.querySelectorAll(".updatemenu-button").forEach((/** @type {SVGElement} */ button) => {
    if (button.getAttribute("role")) return;
    for (const [name, value] of Object.entries({ role: "button", tabindex: "0", "aria-label": button.textContent ?? "" })) button.setAttribute(name, value);
    plot.setAttribute("role", "group"); // a picture has no parts for those who hear it
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    });
  });
  if (!plot.dataset.keys) plot.on("plotly_afterplot", make);
  plot.dataset.keys = "yes";
  make();
}
