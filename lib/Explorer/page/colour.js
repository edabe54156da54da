// @ts-check
// The scale of weights, the same as in every figure of the course: SCALES is the kit's, from lib/Web/colours.js.

const DARK = matchMedia("(prefers-color-scheme: dark)");
const NOT_A_NUMBER_COLOUR = [200, 60, 120];

/**
 * The scale as pixels, as colours of a style and as the ink that reads on them, by the weight's byte: made once, for a long text has
 * thousands of weights.
 * @param {"light" | "dark"} theme
 */
function paletteOf(theme) {
  const steps = Array.from({ length: BYTE_ONE + 1 }, (_, i) => table(theme)[Math.round((i / BYTE_ONE) * 255)].rgb);
  const colours = [...steps, NOT_A_NUMBER_COLOUR];
  return {
    pixels: new Uint32Array(Uint8Array.from(colours.flatMap((rgb) => [...rgb, 255])).buffer),
    css: colours.map((rgb) => `rgb(${rgb.join(" ")})`),
    ink: colours.map(inkOn),
  };
}

const PALETTES = { light: paletteOf("light"), dark: paletteOf("dark") };

/** The palette of the theme now in use. */
function palette() {
  return PALETTES[DARK.matches ? "dark" : "light"];
}

/** @param {number} weight */
function colourOf(weight) {
  return palette().css[byteOf(packWeight(weight))];
}

/** The ink that reads on a weight's colour: never under 4.5 : 1. @param {number} weight */
function weightInk(weight) {
  return palette().ink[byteOf(packWeight(weight))];
}
