// @ts-check
/* One scale for weights from 0 to 1 in every view, the same as in the charts; one more for a dark page. */
const scales = {
  light: ["#eef3f9", "#b3cde6", "#6fa2cf", "#2f6fad", "#083a6e"],
  dark: ["#1e2630", "#2a4c70", "#4780b3", "#8ab8e0", "#e0effc"],
  ablation: ["#542788", "#998ec3", "#f2f1ee", "#f1a340", "#b35806"],
};

/** @type {Record<string, {rgb: number[], css: string, ink: string}[]>} */
const tables = {};

/** @param {string} hex */
function channels(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

/** Black or white, whichever is read better. @param {number[]} rgb */
function inkOn(rgb) {
  const linear = rgb.map((value) => ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.179 ? "#000" : "#fff";
}

/** @param {string} name */
function table(name) {
  tables[name] ??= Array.from({ length: 256 }, (_, i) => {
    const place = (i / 255) * 4;
    const from = channels(scales[name][Math.floor(place)]);
    const to = channels(scales[name][Math.ceil(place)]);
    const rgb = from.map((value, c) => Math.round(value + (to[c] - value) * (place % 1)));
    return { rgb, css: `rgb(${rgb})`, ink: inkOn(rgb) };
  });
  return tables[name];
}

let printing = false;
/** @type {Set<() => void>} */
const repaints = new Set();

/** Whether an element lies on a dark page: hosts say so by the colour of their text. @param {HTMLElement} element */
function isDark(element) {
  const rgb = getComputedStyle(element.parentElement ?? element).color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
  return !printing && inkOn(rgb.slice(0, 3)) === "#000";
}

/** @param {HTMLElement} root @param {number} share */
function weightColour(root, share) {
  return table(root.dataset.scheme ?? "light")[Math.round(Math.min(1, Math.max(0, share)) * 255)];
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
matchMedia("print").addEventListener("change", (query) => setPrinting(query.matches));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => requestAnimationFrame(repaintAll));
