// @ts-check
/* What stands around every view: title, controls, the line that says what is pointed at, the caption with the gestures. */

/**
 * @param {HTMLElement} root
 * @param {{title: string, description: string, gestures: string[]}} texts
 */
function frameOf(root, texts) {
  const controls = el("div", { class: "av-controls" });
  const body = el("div", { class: "av-body" });
  const said = el("p", { class: "av-said", "aria-live": "polite" });
  const note = el("p", { class: "av-note" });
  const id = newId();
  const caption = el("figcaption", { class: "av-note av-gestures" }, texts.gestures.join(" "));
  const figure = el("figure", { "aria-labelledby": id }, el("p", { class: "av-title", id }, texts.title), el("p", { class: "av-note" }, texts.description), controls, body, said, note, caption);
  root.append(figure);
  const say = (/** @type {string} */ text) => { said.textContent = text; };
  return { root, figure, controls, body, say, note, draw: (/** @type {() => void} */ render) => keepDrawn(root, body, render) };
}

/** Draws now, and again when the page turns dark, is printed or changes its width. @param {HTMLElement} root @param {HTMLElement} body @param {() => void} render */
function keepDrawn(root, body, render) {
  let width = 0;
  const paint = () => {
    root.dataset.scheme = isDark(root) ? "dark" : "light";
    width = body.clientWidth;
    render();
  };
  repaints.add(paint);
  new ResizeObserver(() => {
    if (!root.isConnected) repaints.delete(paint);
    else if (Math.abs(body.clientWidth - width) > 8) paint();
  }).observe(body);
  paint();
}

/** @param {string} label @param {[string | number, string][]} options @param {string | number} chosen @param {(value: string) => void} onChange */
function choice(label, options, chosen, onChange) {
  const id = newId();
  const select = el("select", { id, change: () => onChange(select.value) }, ...options.map(([value, text]) => el("option", { value, selected: String(value) === String(chosen) }, text)));
  return el("span", { class: "av-field" }, el("label", { for: id }, label), select);
}

/** A button that is on or off. @param {string} label @param {boolean} on @param {(on: boolean) => void} onChange */
function toggle(label, on, onChange) {
  const button = el("button", { type: "button", "aria-pressed": String(on), click: () => {
    const now = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(now));
    onChange(now);
  } }, label);
  return button;
}

/** @param {boolean} hidden @param {(hidden: boolean) => void} onChange */
function firstTokenSwitch(hidden, onChange) {
  return toggle("First token left out", hidden, onChange);
}

/** @param {string} label @param {number} count @param {number} start @param {(place: number) => void} onChange */
function slider(label, count, start, onChange) {
  const id = newId();
  const input = el("input", { id, type: "range", min: 0, max: Math.max(0, count - 1), step: 1, value: start, disabled: count < 2, input: () => onChange(Number(input.value)) });
  return { node: el("span", { class: "av-field av-slider" }, el("label", { for: id }, label), input), input };
}

/** Plays a slider from its start; where less motion is wished for, the steps are slow. @param {HTMLInputElement} input */
function playButton(input) {
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
  const button = el("button", { type: "button", class: "av-play", disabled: input.disabled, click: () => (timer ? stop() : play()) }, "▶ Play");
  return button;
}

/** The scale, as it looks now. @param {HTMLElement} root */
function legend(root) {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((weight) => weightColour(root, weight).css);
  return el("p", { class: "av-note av-legend" }, "0 = none ", el("span", { class: "av-ramp", style: `background:linear-gradient(to right,${stops})` }), " 1 = max");
}

/** Arrow keys move between the elements of a group, of which one can be reached with Tab. @param {HTMLElement | SVGElement} group @param {string} selector @param {number} columns */
function arrows(group, selector, columns) {
  const all = () => /** @type {HTMLElement[]} */ (Array.from(group.querySelectorAll(selector)));
  all().forEach((item, i) => item.setAttribute("tabindex", i ? "-1" : "0"));
  group.addEventListener("keydown", (event) => {
    const key = /** @type {KeyboardEvent} */ (event).key;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key];
    const items = all();
    const from = items.indexOf(/** @type {HTMLElement} */ (event.target));
    const next = step === undefined || from < 0 ? null : items[from + step];
    if (!next) return;
    event.preventDefault();
    items.forEach((item) => item.setAttribute("tabindex", item === next ? "0" : "-1"));
    next.focus();
  });
}

/**
 * Where outputs call: fills an element with a view, once.
 * @param {string} id
 * @param {any} data
 */
function mount(id, data) {
  const root = /** @type {HTMLElement | null} */ (document.getElementById(id));
  if (!root || root.dataset.drawn) return;
  root.dataset.drawn = "yes";
  root.querySelector(".av-words")?.classList.add("av-unseen");
  views[data.view](root, data);
}
