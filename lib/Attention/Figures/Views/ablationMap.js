// @ts-check
/* What switching each head off changes, and the pattern of the head that is chosen. */

/** Orange for a rise, purple for a fall; the signed square root keeps large and small in one picture. @param {number} effect @param {number} largest */
function effectColour(effect, largest) {
  const share = largest > 0 ? Math.sign(effect) * Math.sqrt(Math.abs(effect) / largest) : 0;
  return table("ablation")[Math.round(((share + 1) / 2) * 255)];
}

/** @param {number | null} effect */
function signed(effect) {
  return effect === null ? "not measured" : `${effect > 0 ? "+" : ""}${effect.toFixed(2)}`;
}

views.ablationMap = (root, data) => {
  const patterns = new Patterns(data.trace);
  const columns = patterns.heads.length;
  const frame = frameOf(root, {
    title: data.title, description: `${data.description} Orange: the loss rises without the head; purple: it falls. Colour follows the square root.`,
    gestures: ["Hover over a head or focus it: says what switching it off changes.", "Click it or press Enter: shows its pattern.", "Arrow keys: move between heads.", "Hover over the pattern, or use its arrow keys: says words and weight."],
  });
  const largest = Math.max(...data.effects.map((effect) => Math.abs(effect ?? 0)));
  let [chosen, hideFirst] = [data.effects.reduce((best, effect, i) => (Math.abs(effect ?? 0) > Math.abs(data.effects[best] ?? 0) ? i : best), 0), data.hideFirst];
  const text = (/** @type {number} */ i) => `${patterns.name(Math.floor(i / columns), i % columns)}: ${data.measure} ${signed(data.effects[i])}`;
  const grid = thumbnailGrid(patterns, {});
  const panel = el("div");
  const buttons = /** @type {HTMLElement[]} */ (Array.from(grid.querySelectorAll("button")));
  const current = () => patterns.head(Math.floor(chosen / columns), chosen % columns);
  const render = () => {
    buttons.forEach((button, i) => filled(button, { "aria-current": String(i === chosen) }, []));
    panel.replaceChildren(el("p", { class: "av-head" }, text(chosen)), heatmap({ tokens: patterns.tokens, pattern: current(), hideFirst, name: text(chosen), say: frame.say, root, width: panel.clientWidth || 320 }), legend(root));
    frame.note.textContent = firstTokenNote(current(), hideFirst);
  };
  buttons.forEach((button, i) => {
    const effect = data.effects[i];
    const colour = effectColour(effect ?? 0, largest);
    const short = effect === null ? "?" : largest >= 10 ? effect.toFixed(0) : effect.toFixed(1);
    button.removeAttribute("aria-label");
    button.replaceChildren(el("span", { class: "av-unseen" }, text(i)), el("span", { "aria-hidden": "true" }, short));
    filled(button, { class: "av-thumb av-effect", title: text(i), style: effect === null ? "" : `background:${colour.css};color:${colour.ink}`, pointerenter: () => frame.say(text(i)), focus: () => frame.say(text(i)), click: () => { chosen = i; render(); } }, []);
  });
  arrows(grid, "button", columns);
  frame.controls.append(firstTokenSwitch(hideFirst, (hidden) => { hideFirst = hidden; render(); }));
  frame.body.append(el("div", { class: "av-split" }, el("div", { class: "av-scroll av-tall", tabindex: 0, role: "group", "aria-label": "Heads" }, grid), panel));
  frame.figure.append(tableOf(() => ({ tokens: patterns.tokens, pattern: current() })));
  frame.draw(render);
};
