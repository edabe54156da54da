/* What stands around every view: controls, the drawing, what is pointed at, the gestures. Title and caption are there before any script
   runs. */
import { el, newId } from "./dom.js";
import { keepDrawn, schemeOf } from "./scheme.js";
import { weightColour } from "./colours.js";
import { hideTip, showTip } from "./tip.js";
import { copyText, linkTo, nameOf, stateFor } from "./links.js";
import { drawingsOf, savePng, saveSvg } from "./poster.js";

/**
 * @typedef {object} Frame
 * @property {HTMLElement} root The figure.
 * @property {HTMLElement} controls
 * @property {HTMLElement} body
 * @property {HTMLElement} note What the switches have done.
 * @property {(text: string, at?: Element) => void} say Tells those who hear the page, and, at an element, those who see it.
 * @property {(node: Node) => void} last Puts something under the caption.
 * @property {(render: () => void) => void} draw Draws, and keeps drawn.
 * @property {(view: View) => void} keep Makes the view a link and a poster; called before it is drawn, and the page's address may change what it shows at first.
 * @property {() => import("./colours.js").Scheme} scheme
 */

/**
 * What is chosen in a view, as an address holds it.
 * @typedef {{read: () => Record<string, string | number>, write: (state: Record<string, string>) => void}} View
 */

/**
 * @param {HTMLElement} root
 * @param {string[]} gestures
 * @returns {Frame}
 */
export function frameOf(root, gestures) {
  const controls = el("div", { class: "av-controls" });
  const body = el("div", { class: "av-body" });
  const said = el("p", { class: "av-said av-unseen", "aria-live": "polite" });
  const note = el("p", { class: "av-note" });
  const help = el(
    "details",
    { class: "av-gestures" },
    el("summary", {}, "What one can do here"),
    el("ul", {}, ...gestures.map((text) => el("li", {}, text))),
  );
  const caption = root.querySelector("figcaption") ?? root.appendChild(el("figcaption"));
  for (const part of [controls, body, said, note]) root.insertBefore(part, caption);
  caption.append(help);
  let redraw = () => {};
  root.addEventListener("pointerleave", hideTip);
  root.addEventListener("focusout", hideTip);
  return {
    root,
    controls,
    body,
    note,
    say: (text, at) => {
      said.textContent = text;
      if (at) showTip(text, at.getBoundingClientRect());
    },
    last: (node) => caption.insertBefore(node, help),
    keep: (view) => {
      const follow = () => {
        const state = stateFor(root);
        if (state) view.write(state);
        return state !== null;
      };
      follow();
      addEventListener("hashchange", () => root.isConnected && follow() && redraw());
      help.append(sharing(root, view));
    },
    draw: (render) => {
      redraw = () => {
        root.dataset.scheme = schemeOf(root.parentElement ?? root);
        render();
      };
      keepDrawn(body, redraw);
    },
    scheme: () => (root.dataset.scheme === "dark" ? "dark" : "light"),
  };
}

/** A link to the view as it is, and the view as a file. @param {HTMLElement} root @param {View} view */
export function sharing(root, view) {
  const told = el("span", { class: "av-note", role: "status" });
  const address = () => linkTo(root, view.read());
  const link = async () => {
    told.textContent = (await copyText(address())) ? "Copied." : address();
  };
  const file = (/** @type {typeof saveSvg | typeof savePng} */ save) => () => {
    const there = drawingsOf(root).length > 0;
    told.textContent = there ? "" : "There is no drawing here that a file could hold.";
    if (there) save(root, address(), nameOf(root));
  };
  return el(
    "p",
    { class: "av-controls av-sharing" },
    el("button", { type: "button", click: link }, "Copy a link to this view"),
    el("button", { type: "button", click: file(saveSvg) }, "Save as SVG"),
    el("button", { type: "button", click: file(savePng) }, "Save as PNG"),
    told,
  );
}

/**
 * @param {string} label
 * @param {[string | number, string][]} options
 * @param {string | number} chosen
 * @param {(value: string) => void} onChange
 */
export function choice(label, options, chosen, onChange) {
  const id = newId();
  const select = el(
    "select",
    { id, change: () => onChange(select.value) },
    ...options.map(([value, text]) => el("option", { value, selected: String(value) === String(chosen) }, text)),
  );
  return el("span", { class: "av-field" }, el("label", { for: id }, label), select);
}

/** A button that is on or off. @param {string} label @param {boolean} on @param {(on: boolean) => void} onChange */
export function toggle(label, on, onChange) {
  const button = el(
    "button",
    {
      type: "button",
      "aria-pressed": String(on),
      click: () => {
        const now = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(now));
        onChange(now);
      },
    },
    label,
  );
  return button;
}

/** @param {boolean} hidden @param {(hidden: boolean) => void} onChange */
export function firstTokenSwitch(hidden, onChange) {
  return toggle("First token left out", hidden, onChange);
}

/** Whether an address says that the first token is left out. @param {Record<string, string>} state @param {boolean} otherwise */
export function hidesFirst(state, otherwise) {
  return state.first === undefined ? otherwise : state.first === "0";
}

/** @param {string} label @param {number} count @param {number} start @param {(place: number) => void} onChange */
export function slider(label, count, start, onChange) {
  const id = newId();
  const input = el("input", {
    id,
    type: "range",
    min: 0,
    max: Math.max(0, count - 1),
    step: 1,
    value: start,
    disabled: count < 2,
    input: () => onChange(Number(input.value)),
  });
  return { node: el("span", { class: "av-field av-slider" }, el("label", { for: id }, label), input), input };
}

/** Plays a slider from its start; where less motion is wished for, the steps are slow. @param {HTMLInputElement} input */
export function playButton(input) {
  let timer = 0;
  const pace = matchMedia("(prefers-reduced-motion: reduce)").matches ? 2000 : 700;
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    button.textContent = "▶ Play";
  };
  const step = () => {
    if (Number(input.value) >= Number(input.max) || !input.isConnected) return stop();
    input.value = String(Number(input.value) + 1);
    input.dispatchEvent(new Event("input"));
  };
  const play = () => {
    timer = window.setInterval(step, pace);
    button.textContent = "❚❚ Pause";
    if (input.value !== input.max) return step();
    input.value = input.min;
    input.dispatchEvent(new Event("input"));
  };
  const button = el(
    "button",
    { type: "button", class: "av-play", disabled: input.disabled, click: () => (timer ? stop() : play()) },
    "▶ Play",
  );
  return button;
}

/** The scale, as it looks now. @param {Frame} frame @param {number} [most] The weight of the last colour. */
export function legend(frame, most = 1) {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((weight) => weightColour(frame.scheme(), weight).css);
  const end = most === 1 ? "1 = all of it" : `${most.toFixed(2).replace(/^0/, "")} = the largest here`;
  return el(
    "p",
    { class: "av-note av-legend" },
    "0 = none ",
    el("span", { class: "av-ramp", style: `background:linear-gradient(to right,${stops})` }),
    ` ${end}`,
  );
}
