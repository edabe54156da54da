/* Whether a figure lies on a light or a dark page; it is drawn anew when that changes, and light for print. */
import { inkOn } from "./colours.js";

let printing = false;
/** @type {Set<() => void>} */
const repaints = new Set();

/** Hosts say by the colour of their text what their page is. @param {Element} element @returns {import("./colours.js").Scheme} */
export function schemeOf(element) {
  const rgb = getComputedStyle(element)
    .color.match(/[\d.]+/g)
    ?.map(Number) ?? [0, 0, 0];
  return !printing && inkOn(rgb.slice(0, 3)) === "#000" ? "dark" : "light";
}

function repaintAll() {
  repaints.forEach((repaint) => repaint());
}

/** @param {boolean} on */
function setPrinting(on) {
  printing = on;
  repaintAll();
}

addEventListener("beforeprint", () => setPrinting(true));
addEventListener("afterprint", () => setPrinting(false));
addEventListener("coursescheme", repaintAll); // the page's own choice of light or dark
matchMedia("print").addEventListener("change", (query) => setPrinting(query.matches));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => requestAnimationFrame(repaintAll));

/**
 * Draws now, and again when the page turns dark, is printed or changes its width.
 * @param {Element} watched Whose width counts.
 * @param {() => void} paint
 */
export function keepDrawn(watched, paint) {
  let width = 0;
  const draw = () => {
    width = watched.clientWidth;
    paint();
  };
  repaints.add(draw);
  new ResizeObserver(() => {
    if (!watched.isConnected) repaints.delete(draw);
    else if (Math.abs(watched.clientWidth - width) > 8) draw();
  }).observe(watched);
  draw();
}
