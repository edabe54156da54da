/* Tiles that choose heads, each with the colour that its lines have. */
import { el, filled } from "./dom.js";

/** @param {string[]} names @param {boolean[]} on Changed by the tiles. @param {() => void} onChange */
export function headTiles(names, on, onChange) {
  const only = (/** @type {number} */ i) => {
    on.fill(false);
    on[i] = true;
    onChange();
  };
  const tiles = names.map((name, i) =>
    el(
      "button",
      {
        type: "button",
        class: "av-tile",
        click: () => {
          on[i] = !on[i];
          onChange();
        },
        dblclick: () => only(i),
        keydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === "o") only(i);
        },
      },
      name,
    ),
  );
  const paint = (/** @type {string[]} */ colours) =>
    tiles.forEach((tile, i) => {
      filled(tile, { "aria-pressed": String(on[i]), style: `--head:${colours[i % colours.length]}` });
    });
  return { node: el("span", { class: "av-field", role: "group", "aria-label": "Heads" }, ...tiles), paint };
}
