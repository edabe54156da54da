// src/plotly.ts
var drawn = /* @__PURE__ */ new Map();
var library;
function load() {
  return library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("./plotly-cartesian.min.js", import.meta.url).href;
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = () => reject(new Error("The chart's library did not load."));
    document.head.append(script);
  });
}
var activate = () => ({
  async renderOutputItem(item, element) {
    element.replaceChildren();
    try {
      const plotly = await load();
      const chart = item.json();
      const place = document.createElement("div");
      element.append(place);
      drawn.set(item.id, place);
      await plotly.newPlot(place, chart.data, themed(chart.layout ?? {}), { responsive: true, displaylogo: false, ...chart.config });
    } catch (error) {
      element.textContent = String(error);
    }
  },
  disposeOutputItem(id) {
    for (const [key, place] of drawn) {
      if (id !== void 0 && key !== id) continue;
      globalThis.Plotly?.purge(place);
      drawn.delete(key);
    }
  }
});
function themed(layout) {
  const style = getComputedStyle(document.body);
  const colour = style.getPropertyValue("--vscode-editor-foreground") || "#333";
  return { ...layout, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { ...layout.font, color: colour } };
}
export {
  activate
};
