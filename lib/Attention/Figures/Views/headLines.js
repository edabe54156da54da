// @ts-check
/* Heads as lines between two columns of tokens: on the left the token that attends, on the right what it attends to. */

const lineColours = { light: ["#0072b2", "#c44e00", "#00795c", "#a8437d", "#3d3a9e", "#7a5c00"], dark: ["#62b6ef", "#f59a4c", "#3fc9a5", "#e592c5", "#a5a2ff", "#e3c84b"] };
const rowHeight = 24;

/** One column of tokens. @param {string[]} tokens @param {string} side @param {number} x @param {number} first */
function tokenColumn(tokens, side, x, first) {
  const group = svg("g", { class: `av-${side}`, "text-anchor": side === "left" ? "end" : "start" });
  tokens.forEach((text, i) => {
    if (i < first) return;
    const y = (i - first + 0.5) * rowHeight;
    const box = svg("rect", { x: side === "left" ? x - 108 : x - 6, y: y - rowHeight / 2 + 1, width: 114, height: rowHeight - 2, rx: 4 });
    group.append(svg("g", { role: "button", "data-side": side, "data-token": i, "aria-pressed": "false", "aria-label": `${word(text)}, token ${i}, ${side === "left" ? "attending" : "attended"}` }, box, svg("text", { x, y, "dominant-baseline": "central" }, word(text))));
  });
  return group;
}

/** The lines that are strong enough to be seen. @param {any} state @param {Pattern[]} shown @param {string[]} colours @param {number[]} ends @param {number} first */
function lines(state, shown, colours, ends, first) {
  const group = svg("g", { class: "av-lines", "aria-hidden": "true" });
  const middle = (ends[0] + ends[1]) / 2;
  shown.forEach((pattern, h) => {
    const shift = (h - (shown.length - 1) / 2) * 2.5;
    for (let query = first; query < pattern.size; query++)
      for (let key = first; key <= query; key++) {
        const weight = pattern.at(query, key);
        const wanted = !state.token || (state.side === "left" ? query : key) === state.index;
        if (!wanted || !(weight >= 0.02)) continue;
        const [from, to] = [query, key].map((i) => (i - first + 0.5) * rowHeight + shift);
        group.append(svg("path", { d: `M${ends[0]} ${from}C${middle} ${from} ${middle} ${to} ${ends[1]} ${to}`, stroke: colours[h], "stroke-width": 0.6 + 4 * weight, "stroke-opacity": 0.12 + 0.88 * weight, fill: "none" }));
      }
  });
  return group;
}

/** What the pointed token does, in words. @param {Patterns} patterns @param {Pattern} mean @param {any} state @param {boolean} hideFirst */
function linesInWords(patterns, mean, state, hideFirst) {
  if (!state.token) return "All lines shown.";
  if (state.side === "left") return sentenceFor(patterns.tokens, mean, state.index, hideFirst);
  const queries = patterns.tokens.map((_, i) => i).filter((query) => query >= state.index && query >= (hideFirst ? 1 : 0) && mean.at(query, state.index) >= 0.02);
  const top = queries.sort((a, b) => mean.at(b, state.index) - mean.at(a, state.index)).slice(0, 3);
  return `“${word(patterns.tokens[state.index])}” is attended to by ${top.map((query) => `“${word(patterns.tokens[query])}” ${number(mean.at(query, state.index))}`).join(", ") || "no token"}.`;
}

/** Tiles that choose heads. @param {string[]} names @param {boolean[]} on @param {() => void} onChange */
function headTiles(names, on, onChange) {
  const only = (/** @type {number} */ i) => { on.fill(false); on[i] = true; onChange(); };
  const tiles = names.map((name, i) => el("button", { type: "button", class: "av-tile", click: () => { on[i] = !on[i]; onChange(); }, dblclick: () => only(i), keydown: (event) => { if (event.key === "o") only(i); } }, name));
  const paint = (/** @type {string[]} */ colours) => tiles.forEach((tile, i) => { filled(tile, { "aria-pressed": String(on[i]), style: `--head:${colours[i % colours.length]}` }, []); });
  return { node: el("span", { class: "av-field", role: "group", "aria-label": "Heads" }, ...tiles), paint };
}

/** Pointer, focus, click and Enter on tokens. @param {SVGElement} drawing @param {any} state @param {() => void} update */
function tokenGestures(drawing, state, update) {
  const tokenAt = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest("[data-token]");
  const point = (/** @type {Element | null} */ token) => {
    if (!token && state.pinned) return;
    if (state.pinned && token) return;
    Object.assign(state, { token: token !== null, side: token?.getAttribute("data-side"), index: Number(token?.getAttribute("data-token")) });
    update();
  };
  const pin = (/** @type {Element | null} */ token) => {
    if (!token) return;
    const same = state.pinned && state.side === token.getAttribute("data-side") && state.index === Number(token.getAttribute("data-token"));
    state.pinned = false;
    point(token);
    state.pinned = !same;
    update();
  };
  drawing.addEventListener("pointerover", (event) => point(tokenAt(event)));
  drawing.addEventListener("pointerleave", () => point(null));
  drawing.addEventListener("focusin", (event) => point(tokenAt(event)));
  drawing.addEventListener("focusout", () => point(null));
  drawing.addEventListener("click", (event) => pin(tokenAt(event)));
  drawing.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { state.pinned = false; point(null); }
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pin(tokenAt(event));
  });
}

views.headLines = (root, data) => {
  const patterns = new Patterns(data.trace);
  const all = data.heads.map(([layer, head]) => patterns.head(layer, head));
  const frame = frameOf(root, {
    title: data.title, description: `${data.description} Left: the token that attends; right: what it attends to. The stronger the line, the larger the weight; below .02 none is drawn.`,
    gestures: ["Hover over a token or focus it: only its lines.", "Click it or press Enter: pins it; again, or Escape: lets go.", "Arrow keys: move between tokens.", "Click a head: adds or removes it.", "Double-click a head, or press o on it: only that one."],
  });
  const on = all.map((_, i) => i < 3);
  const state = { token: patterns.size > 1, side: "left", index: patterns.size - 1, pinned: patterns.size > 1 };
  let hideFirst = data.hideFirst;
  let update = () => {};
  const render = () => {
    const colours = lineColours[root.dataset.scheme];
    const first = hideFirst && patterns.size > 1 ? 1 : 0;
    const width = Math.min(560, Math.max(300, frame.body.clientWidth));
    const ends = [118, width - 124];
    const drawing = svg("svg", { class: "av-columns", width, height: (patterns.size - first) * rowHeight, role: "group", "aria-label": "Tokens" }, tokenColumn(patterns.tokens, "left", 110, first), tokenColumn(patterns.tokens, "right", width - 116, first));
    update = () => paintLines(drawing, colours, ends, first);
    tokenGestures(drawing, state, () => update());
    drawing.querySelectorAll("g.av-left, g.av-right").forEach((column) => arrows(column, "[data-token]", 1));
    frame.body.replaceChildren(el("div", { class: "av-scroll" }, drawing));
    update();
  };
  /** @param {SVGElement} drawing @param {string[]} colours @param {number[]} ends @param {number} first */
  const paintLines = (drawing, colours, ends, first) => {
    tiles.paint(colours);
    const chosen = all.map((pattern, i) => ({ pattern, colour: colours[i % colours.length] })).filter((_, i) => on[i]);
    drawing.querySelector(".av-lines")?.remove();
    drawing.prepend(lines(state, chosen.map((c) => c.pattern), chosen.map((c) => c.colour), ends, first));
    drawing.querySelectorAll("[data-token]").forEach((token) => {
      const is = state.token && token.getAttribute("data-side") === state.side && Number(token.getAttribute("data-token")) === state.index;
      token.setAttribute("aria-pressed", String(is && state.pinned));
      token.classList.toggle("av-on", is);
    });
    const mean = { size: patterns.size, at: (q, k) => chosen.reduce((sum, c) => sum + c.pattern.at(q, k), 0) / Math.max(1, chosen.length) };
    frame.say(chosen.length ? linesInWords(patterns, mean, state, hideFirst) : "No head is chosen.");
    frame.note.textContent = firstTokenNote(mean, hideFirst);
  };
  const tiles = headTiles(data.names, on, () => update());
  frame.controls.append(tiles.node, firstTokenSwitch(hideFirst, (hidden) => { hideFirst = hidden; render(); }));
  frame.figure.append(tableOf(() => ({ tokens: patterns.tokens, pattern: all[Math.max(0, on.indexOf(true))] })));
  frame.draw(render);
};
