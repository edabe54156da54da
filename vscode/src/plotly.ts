// Draws charts of Plotly in the page of outputs, with the Plotly that lies beside this script: nothing is fetched from elsewhere.
import type { ActivationFunction } from "vscode-notebook-renderer";

interface Chart {
  data: object[];
  layout?: Record<string, unknown>;
  config?: object;
}

interface Plotly {
  newPlot(element: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
  purge(element: HTMLElement): void;
}

const drawn = new Map<string, HTMLElement>();
let library: Promise<Plotly> | undefined;

function load(): Promise<Plotly> {
  return (library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("./plotly-cartesian.min.js", import.meta.url).href;
    script.onload = () => resolve((globalThis as unknown as { Plotly: Plotly }).Plotly);
    script.onerror = () => reject(new Error("The chart's library did not load."));
    document.head.append(script);
  }));
}

export const activate: ActivationFunction = () => ({
  async renderOutputItem(item, element) {
    element.replaceChildren();
    try {
      const plotly = await load();
      const chart = item.json() as Chart;
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
      if (id !== undefined && key !== id) continue;
      (globalThis as unknown as { Plotly?: Plotly }).Plotly?.purge(place);
      drawn.delete(key);
    }
  },
});

/** Words in the editor's colour on the editor's ground, unless the chart says otherwise. */
function themed(layout: Record<string, unknown>): object {
  const style = getComputedStyle(document.body);
  const colour = style.getPropertyValue("--vscode-editor-foreground") || "#333";
  return { ...layout, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { ...(layout.font as object), color: colour } };
}
