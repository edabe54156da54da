// @ts-check
// The scale of weights: a straight line in OKLab between two ends of one hue, so that equal steps of weight look equally large.

const DARK = matchMedia("(prefers-color-scheme: dark)");

/** Lightness, chroma and hue of weight 0 and of weight 1. */
const SCALE_ENDS = {
  light: [[0.968, 0.006, 255], [0.33, 0.14, 262]],
  dark: [[0.275, 0.018, 262], [0.89, 0.08, 245]],
};

/** The weight from which black ink reads better than white, or the other way round. */
const INK_TURNS = { light: 0.63, dark: 0.46 };
const NOT_A_NUMBER_COLOUR = [200, 60, 120];

/** @param {number[]} lch */
function labOf([lightness, chroma, hue]) {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
}

/** @param {number[]} lab */
function rgbOfLab([L, a, b]) {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return linear.map((v) => Math.min(1, Math.max(0, v))).map((v) => Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)));
}

/**
 * The scale as pixels and as colours of a style, by the weight's byte: made once, for a long text has thousands of weights.
 * @param {"light" | "dark"} theme
 */
function paletteOf(theme) {
  const [none, all] = SCALE_ENDS[theme].map(labOf);
  const steps = Array.from({ length: BYTE_ONE + 1 }, (_, i) => rgbOfLab(none.map((v, axis) => v + ((all[axis] - v) * i) / BYTE_ONE)));
  const colours = [...steps, NOT_A_NUMBER_COLOUR];
  return { pixels: new Uint32Array(Uint8Array.from(colours.flatMap((rgb) => [...rgb, 255])).buffer), css: colours.map((rgb) => `rgb(${rgb.join(" ")})`) };
}

const PALETTES = { light: paletteOf("light"), dark: paletteOf("dark") };

/** The palette of the theme now in use. */
function palette() {
  return PALETTES[DARK.matches ? "dark" : "light"];
}

/** @param {number} weight */
function weightColour(weight) {
  return palette().css[byteOf(packWeight(weight))];
}

/** The ink that reads on a weight's colour. @param {number} weight */
function weightInk(weight) {
  return DARK.matches === weight > INK_TURNS[DARK.matches ? "dark" : "light"] ? "#000" : "#fff";
}
