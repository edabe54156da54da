/* The stylesheet of drawings that C# makes (lib/Attention/Figures/Drawings): its classes, in the colours of the kit. Light first, for
   viewers that know no light-dark(). */
import { CONTROL, inkOn, SCALES, SERIES, table } from "./colours.js";

/** As in Shade.cs. */
const STEPS = 21;

/** @param {string} property @param {string} light @param {string} dark */
function both(property, light, dark) {
  return light === dark ? `${property}:${light}` : `${property}:${light};${property}:light-dark(${light},${dark})`;
}

/** @param {number[]} rgb */
function hex(rgb) {
  return `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * The areas of a scale and the inks on them.
 * @param {string} area
 * @param {string} ink
 * @param {keyof typeof SCALES} light
 * @param {keyof typeof SCALES} dark
 */
function scale(area, ink, light, dark) {
  return Array.from({ length: STEPS }, (_, step) => {
    const [onLight, onDark] = [light, dark].map((name) => table(name)[Math.round((step / (STEPS - 1)) * 255)].rgb);
    return `.avp .${area}${step}{${both("fill", hex(onLight), hex(onDark))}}\n.avp .${ink}${step}{${both("fill", inkOn(onLight), inkOn(onDark))}}`;
  });
}

/** Lines, and areas and words in the same colours. */
function series() {
  return SERIES.light.map(
    (colour, i) => `.avp .s${i}{fill:none;${both("stroke", colour, SERIES.dark[i])}}\n.avp .f${i}{${both("fill", colour, SERIES.dark[i])}}`,
  );
}

export function drawingsStyle() {
  return (
    [
      '.avp{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums;max-width:100%;height:auto;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}',
      ".avp text{fill:currentColor;stroke:none;unicode-bidi:isolate}",
      ".avp .b{font-weight:650}",
      `.avp .paper{${both("fill", "#fff", "#14171d")}}`,
      ".avp .px{image-rendering:pixelated}",
      ".avp .stripe{fill:#808080;fill-opacity:.12}",
      ".avp .g{stroke:#808080;stroke-opacity:.35;stroke-width:1;fill:none}",
      `.avp .sc{fill:none;stroke:${CONTROL}}`,
      `.avp .fc{fill:${CONTROL}}`,
      `.avp .ring{fill:none;stroke:${CONTROL};stroke-width:1.2}`,
      `.avp .dot{fill:${CONTROL};fill-opacity:.5}`,
      ".avp .unknown{fill:none;stroke:currentColor;stroke-width:1;stroke-dasharray:2 2}",
      `.avp .gold{fill:none;${both("stroke", "#b84a00", "#ffb067")};stroke-width:2.5}`,
      ".avp .d1{stroke-dasharray:7 4}",
      ".avp .d2{stroke-dasharray:2 4}",
      ".avp .d3{stroke-dasharray:8 3 2 3}",
      ".avp .d4{stroke-dasharray:12 4}",
      ".avp .d5{stroke-dasharray:12 3 2 3}",
      ...series(),
      ...scale("w", "n", "light", "dark"),
      ...scale("a", "m", "aroundLight", "aroundDark"),
      // Pictures of pixels know the light scale alone; turned over, their hue stays.
      '@media screen{:root[data-scheme="dark"] .avp .px,.dark .avp .px,.vscode-dark .avp .px{filter:invert(1) hue-rotate(180deg)}}',
      '@media screen and (prefers-color-scheme:dark){:root:not([data-scheme="light"]) .avp .px{filter:invert(1) hue-rotate(180deg)}}',
    ].join("\n") + "\n"
  );
}
