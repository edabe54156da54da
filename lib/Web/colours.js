/* Every colour of figures and pages, once. On a dark page dark means none and light means much: the paper is always zero. */

/** Weights and shares, 0 to 1, and numbers on both sides of 0 (purple below, orange above). */
export const SCALES = {
  light: ["#eef3f9", "#b3cde6", "#6fa2cf", "#2f6fad", "#083a6e"],
  dark: ["#1e2630", "#2a4c70", "#4780b3", "#8ab8e0", "#e0effc"],
  aroundLight: ["#542788", "#998ec3", "#f2f1ee", "#f1a340", "#b35806"],
  aroundDark: ["#c9b8fa", "#7d62bd", "#262a33", "#b3701f", "#ffc078"],
};

/** Lines and heads, one after the other; grey is for controls alone. */
export const SERIES = {
  light: ["#1f5fa8", "#b84a00", "#00755a", "#9c3a76", "#4a45a8", "#735700"],
  dark: ["#6cb4f2", "#f59a4c", "#3fc9a5", "#e592c5", "#aaa6ff", "#e3c84b"],
};

/** Of controls, on any page. */
export const CONTROL = "#808791";

/** @typedef {"light" | "dark"} Scheme */
/** @typedef {{rgb: number[], css: string, ink: string}} Colour */

/** @type {Record<string, Colour[]>} */
const tables = {};

/** @param {string} hex @returns {number[]} */
function channels(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

/** How light a colour looks, 0 to 1 (WCAG's relative luminance). @param {number[]} rgb */
export function luminance(rgb) {
  const linear = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

/** Black or white, whichever is read better: never under 4.5 : 1. @param {number[]} rgb */
export function inkOn(rgb) {
  return luminance(rgb) > 0.179 ? "#000" : "#fff";
}

/** The 256 colours of a scale. @param {keyof typeof SCALES} name @returns {Colour[]} */
export function table(name) {
  tables[name] ??= Array.from({ length: 256 }, (_, i) => {
    const place = (i / 255) * 4;
    const from = channels(SCALES[name][Math.floor(place)]);
    const to = channels(SCALES[name][Math.ceil(place)]);
    const rgb = from.map((value, c) => Math.round(value + (to[c] - value) * (place % 1)));
    return { rgb, css: `rgb(${rgb})`, ink: inkOn(rgb) };
  });
  return tables[name];
}

/** @param {Scheme} scheme @param {number} share 0 to 1; what lies outside takes the end. */
export function weightColour(scheme, share) {
  return table(scheme)[Math.round(Math.min(1, Math.max(0, share)) * 255)];
}

/** The signed square root keeps large and small in one picture. @param {number} value @param {number} largest @returns {number} -1 to 1. */
export function signedRoot(value, largest) {
  return largest > 0 ? Math.sign(value) * Math.sqrt(Math.min(1, Math.abs(value) / largest)) : 0;
}

/** @param {Scheme} scheme @param {number} value @param {number} largest */
export function effectColour(scheme, value, largest) {
  return table(scheme === "dark" ? "aroundDark" : "aroundLight")[Math.round(((signedRoot(value, largest) + 1) / 2) * 255)];
}
