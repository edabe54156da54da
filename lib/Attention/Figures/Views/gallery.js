// @ts-check
/* Tabs, each with one kind of head: name, one sentence, pattern with its weights, address and score. */

/** @param {any} card @param {HTMLElement} root @param {(text: string) => void} say */
function galleryPanel(card, root, say) {
  const patterns = new Patterns(card.trace);
  const pattern = patterns.head(0, 0);
  let hideFirst = card.hideFirst;
  const place = el("div");
  const note = el("p", { class: "av-note" });
  const render = () => {
    const width = Math.min(560, place.parentElement?.parentElement?.clientWidth || 320);
    place.replaceChildren(heatmap({ tokens: patterns.tokens, pattern, hideFirst, name: card.address, say, root, width, largest: 46 }), legend(root));
    note.textContent = `${patterns.note} ${firstTokenNote(pattern, hideFirst)}`;
  };
  const node = el("div", { role: "tabpanel", class: "av-card", tabindex: 0 },
    el("p", { class: "av-head" }, card.type), el("p", { class: "av-note" }, card.description), el("p", { class: "av-note av-address" }, `${card.address}${card.score ? ` · ${card.score}` : ""}`),
    el("div", { class: "av-controls" }, firstTokenSwitch(hideFirst, (hidden) => { hideFirst = hidden; render(); })), place, note, tableOf(() => ({ tokens: patterns.tokens, pattern })));
  return { node, render };
}

views.gallery = (root, data) => {
  const frame = frameOf(root, {
    title: data.title, description: data.description,
    gestures: ["Click a tab, or use the arrow keys on it: shows that kind of head.", "Hover over a pattern, or use its arrow keys: says words and weight."],
  });
  const panels = data.cards.map((card) => galleryPanel(card, root, frame.say));
  const tabs = data.cards.map((card, i) => {
    const [tab, panel] = [newId(), newId()];
    filled(panels[i].node, { id: panel, "aria-labelledby": tab }, []);
    return el("button", { type: "button", role: "tab", id: tab, "aria-controls": panel, click: () => show(i), focus: () => show(i) }, card.type);
  });
  const show = (/** @type {number} */ chosen) => {
    tabs.forEach((tab, i) => filled(tab, { "aria-selected": String(i === chosen), tabindex: i === chosen ? 0 : -1 }, []));
    panels.forEach((panel, i) => panel.node.classList.toggle("av-hidden", i !== chosen));
    frame.say("");
  };
  const list = el("div", { role: "tablist", "aria-label": "Kinds of heads", class: "av-controls av-tabs" }, ...tabs);
  arrows(list, "[role=tab]", 1);
  frame.body.append(list, ...panels.map((panel) => panel.node));
  show(0);
  frame.draw(() => panels.forEach((panel) => panel.render()));
};
