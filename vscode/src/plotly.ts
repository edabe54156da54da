// Draws charts of Plotly in the page of outputs, with the Plotly that lies beside this script: nothing is fetched from elsewhere.
import type { ActivationFunction } from "vscode-notebook-renderer";
import { drawChart } from "../../lib/Web/charts/draw.js";
import style from "../../lib/Web/views.css";

interface Chart {
  data: object[];
  layout?: Record<string, unknown> & { meta?: CourseMeta };
  config?: object;
}

/** What the course's library says of a chart for laying it out, and its caption, which outputs.ts adds. */
interface CourseMeta {
  kind?: string;
  title?: string;
  alt?: string;
  caption?: string;
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
      drawn.set(item.id, place);
      const meta = chart.layout?.meta;
      if (meta?.kind) {
        element.append(figure(place, meta));
        drawChart(place, { data: chart.data as never, layout: chart.layout as never }, plotly);
        return;
      }
      element.append(place);
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

/** The course's own charts stand here as on its pages: laid out by their place, with their title and caption. */
function figure(place: HTMLElement, meta: CourseMeta): HTMLElement {
  const [whole, title, caption, look] = ["figure", "p", "figcaption", "style"].map(tag => document.createElement(tag)) as
    [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  [whole.className, title.className, place.className] = ["av-figure", "av-title", "av-chart"];
  [title.textContent, caption.textContent, look.textContent] = [meta.title ?? "", meta.caption ?? "", style];
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", meta.alt ?? meta.title ?? "");
  whole.append(look, title, place, caption);
  return whole;
}

/** Words in the editor's colour on the editor's ground, unless the chart says otherwise. */
function themed(layout: Record<string, unknown>): object {
  const style = getComputedStyle(document.body);
  const colour = style.getPropertyValue("--vscode-editor-foreground") || "#333";
  const clear = "rgba(0,0,0,0)";
  const modebar = { bgcolor: clear, color: colour }; // its own choice on a clear ground is a grey box
  return { ...layout, paper_bgcolor: clear, plot_bgcolor: clear, modebar, font: { ...(layout.font as object), color: colour } };
}
