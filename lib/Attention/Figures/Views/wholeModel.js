// @ts-check
/* Every head of a model as a thumbnail; one of them enlarged. */

/** Draws a pattern, one pixel a weight. @param {HTMLCanvasElement} canvas @param {Pattern} pattern @param {boolean} hideFirst @param {HTMLElement} root */
function thumbnail(canvas, pattern, hideFirst, root) {
  const first = hideFirst && pattern.size > 1 ? 1 : 0;
  const size = pattern.size - first;
  canvas.width = canvas.height = size;
  const image = new ImageData(size, size);
  for (let query = 0; query < size; query++)
    for (let key = 0; key < size; key++) {
      const weight = pattern.at(query + first, key + first);
      const colour = Number.isFinite(weight) ? weightColour(root, weight).rgb : [200, 60, 60];
      image.data.set([...colour, 255], (query * size + key) * 4);
    }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}

/** @param {Patterns} patterns @param {any} data */
function thumbnailGrid(patterns, data) {
  const columns = patterns.heads.length;
  const rows = patterns.layers.map((layer, l) => el("div", { role: "row", class: "av-thumbs" }, el("span", { role: "rowheader" }, layer), ...patterns.heads.map((_, h) => {
    const score = data.scores?.[l * columns + h];
    const marked = data.marked?.includes(l * columns + h);
    const label = patterns.name(l, h) + (score === undefined || score === null ? "" : `, ${data.measure} ${number(score)}`);
    return el("span", { role: "gridcell" }, el("button", { type: "button", class: marked ? "av-thumb av-marked" : "av-thumb", "aria-label": label, title: label }, el("canvas", { "aria-hidden": "true" })));
  })));
  const head = el("div", { role: "row", class: "av-thumbs" }, el("span", { role: "columnheader" }, el("span", { class: "av-unseen" }, "layer")), ...patterns.heads.map((h) => el("span", { role: "columnheader" }, h)));
  return el("div", { role: "grid", class: "av-grid", "aria-label": "All heads: layers downwards, heads to the right", style: `--columns:${columns}` }, head, ...rows);
}

/** Thumbnails of a deep model are painted a few layers at a time, so that the page stays usable. @param {HTMLElement[]} buttons @param {(button: HTMLElement, i: number) => void} paint */
function paintInParts(buttons, paint, from = 0) {
  buttons.slice(from, from + 300).forEach((button, i) => paint(button, from + i));
  if (from + 300 < buttons.length) requestAnimationFrame(() => paintInParts(buttons, paint, from + 300));
}

views.wholeModel = (root, data) => {
  const patterns = new Patterns(data.trace);
  const columns = patterns.heads.length;
  const frame = frameOf(root, {
    title: data.title, description: data.description,
    gestures: ["Click a head, or press Enter on it: enlarges it.", "Arrow keys: move between heads.", "Hover over the enlarged head, or use its arrow keys: says words and weight."],
  });
  let hideFirst = data.hideFirst;
  let chosen = data.chosen;
  const grid = thumbnailGrid(patterns, data);
  const panel = el("div", { class: "av-panel" });
  const buttons = Array.from(grid.querySelectorAll("button"));
  const current = () => patterns.head(Math.floor(chosen / columns), chosen % columns);
  const enlarge = () => {
    buttons.forEach((button, i) => filled(button, { "aria-current": String(i === chosen) }, []));
    const name = buttons[chosen].getAttribute("aria-label");
    panel.replaceChildren(el("p", { class: "av-head" }, name), heatmap({ tokens: patterns.tokens, pattern: current(), hideFirst, name, say: frame.say, root, width: panel.clientWidth || 320 }), legend(root));
    frame.note.textContent = firstTokenNote(current(), hideFirst);
  };
  const render = () => {
    paintInParts(buttons, (button, i) => thumbnail(button.firstElementChild, patterns.head(Math.floor(i / columns), i % columns), hideFirst, root));
    enlarge();
  };
  buttons.forEach((button, i) => button.addEventListener("click", () => { chosen = i; enlarge(); frame.say(`${button.getAttribute("aria-label")} enlarged.`); }));
  arrows(grid, "button", columns);
  frame.controls.append(firstTokenSwitch(hideFirst, (hidden) => { hideFirst = hidden; render(); }));
  frame.body.append(el("div", { class: "av-split" }, el("div", { class: "av-scroll av-tall", tabindex: 0, role: "group", "aria-label": "Heads" }, grid), panel));
  frame.figure.append(tableOf(() => ({ tokens: patterns.tokens, pattern: current() })));
  frame.draw(render);
};
