// ../lib/Web/dom.js
var page = Math.random().toString(36).slice(2, 8);
function filled(node, props, children = []) {
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === void 0) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat())
    if (child !== null && child !== void 0) node.append(typeof child === "number" ? String(child) : child);
  return node;
}
function el(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

// ../lib/Web/colours.js
var SCALES = {
  light: ["#eef3f9", "#b3cde6", "#6fa2cf", "#2f6fad", "#083a6e"],
  dark: ["#1e2630", "#2a4c70", "#4780b3", "#8ab8e0", "#e0effc"],
  aroundLight: ["#542788", "#998ec3", "#f2f1ee", "#f1a340", "#b35806"],
  aroundDark: ["#c9b8fa", "#7d62bd", "#262a33", "#b3701f", "#ffc078"]
};
var SERIES = {
  light: ["#1f5fa8", "#b84a00", "#00755a", "#9c3a76", "#4a45a8", "#735700"],
  dark: ["#6cb4f2", "#f59a4c", "#3fc9a5", "#e592c5", "#aaa6ff", "#e3c84b"]
};
var CONTROL = "#808791";
var tables = {};
function channels(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}
function luminance(rgb) {
  const linear = rgb.map((value) => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
function inkOn(rgb) {
  return luminance(rgb) > 0.179 ? "#000" : "#fff";
}
function table(name) {
  tables[name] ??= Array.from({ length: 256 }, (_, i) => {
    const place2 = i / 255 * 4;
    const from = channels(SCALES[name][Math.floor(place2)]);
    const to = channels(SCALES[name][Math.ceil(place2)]);
    const rgb = from.map((value, c) => Math.round(value + (to[c] - value) * (place2 % 1)));
    return { rgb, css: `rgb(${rgb})`, ink: inkOn(rgb) };
  });
  return tables[name];
}

// ../lib/Web/scheme.js
var printing = false;
var repaints = /* @__PURE__ */ new Set();
function schemeOf(element) {
  const rgb = getComputedStyle(element).color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
  return !printing && inkOn(rgb.slice(0, 3)) === "#000" ? "dark" : "light";
}
function repaintAll() {
  repaints.forEach((repaint) => repaint());
}
function setPrinting(on) {
  printing = on;
  repaintAll();
}
addEventListener("beforeprint", () => setPrinting(true));
addEventListener("afterprint", () => setPrinting(false));
addEventListener("coursescheme", repaintAll);
matchMedia("print").addEventListener("change", (query) => setPrinting(query.matches));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => requestAnimationFrame(repaintAll));
function keepDrawn(watched, paint) {
  let width = 0;
  const draw = () => {
    width = watched.clientWidth;
    paint();
  };
  repaints.add(draw);
  new ResizeObserver(() => {
    if (!watched.isConnected) repaints.delete(draw);
    else if (Math.abs(watched.clientWidth - width) > 8) draw();
  }).observe(watched);
  draw();
}

// ../lib/Web/tip.js
var tip = null;
function hideTip() {
  if (tip) tip.hidden = true;
}
addEventListener("keydown", (event) => event.key === "Escape" && hideTip());

// ../lib/Web/words.js
var segmenter = "Segmenter" in Intl ? new Intl.Segmenter() : null;
function number(weight) {
  if (weight === null || !Number.isFinite(weight)) return "not a number";
  return weight.toFixed(2).replace(/^(-?)0\./, "$1.").replace("-", "−");
}

// ../lib/Web/map.js
var NUMBERED = 24;
var ruler = document.createElement("canvas").getContext("2d");
function widthOf(text, size, weight = 400) {
  if (!ruler) return text.length * size * 0.6;
  ruler.font = `${weight} ${size}px system-ui, sans-serif`;
  return ruler.measureText(text).width;
}

// ../lib/Web/charts/figure.js
function axisKey(axis, panel) {
  return `${axis}axis${panel ? panel + 1 : ""}`;
}
function wrapped(text, width, widthOf2) {
  const lines = [""];
  for (const part of text.split(" ")) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${part}` : part;
    if (widthOf2(longer) <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}
function plain(text) {
  return text.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

// ../lib/Web/frame.js
function toggle(label, on, onChange) {
  const button = el(
    "button",
    {
      type: "button",
      "aria-pressed": String(on),
      click: () => {
        const now = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(now));
        onChange(now);
      }
    },
    label
  );
  return button;
}
function firstTokenSwitch(hidden, onChange) {
  return toggle("First token left out", hidden, onChange);
}

// ../lib/Web/charts/bars.js
var FONT = 13;
var SHARE = 0.42;
function fitBars(chart, width) {
  const { data, layout } = chart;
  const labels = [...new Set(data.flatMap((trace) => trace.y ?? []))];
  const label = Math.ceil(Math.max(10, ...labels.map((text) => widthOf(plain(text), FONT)))) + 12;
  const grouped = layout.barmode === "group";
  const bars = grouped ? data.length : 1;
  const legend = layout.showlegend ? 28 : 4;
  const numbers2 = Math.ceil(Math.max(0, ...data.flatMap((trace) => trace.text ?? []).map((text) => widthOf(text, FONT)))) + 8;
  const bottom = layout.xaxis.title?.text ? 46 : 28;
  const over = label > width * SHARE;
  const slot = bars * (grouped ? 18 : 20) + (grouped ? 10 : 4) + (over ? 24 : 0);
  Object.assign(layout, {
    height: legend + slot * labels.length + bottom,
    margin: { l: over ? 6 : label, r: numbers2, t: legend, b: bottom },
    bargap: over ? 1 - bars * 14 / slot : 0.25,
    legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom", xanchor: "left" }
  });
  Object.assign(layout.yaxis, { automargin: false, showticklabels: !over, ticks: "outside", ticklen: 6, tickcolor: "rgba(0,0,0,0)" });
  layout.xaxis.nticks = Math.max(3, Math.floor(width / 90));
  for (const trace of data) trace.constraintext = "none";
  const values = [0, ...data.flatMap((trace) => trace.x ?? []).filter(Number.isFinite)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = width - layout.margin.l - numbers2;
  if (least < 0) layout.xaxis.range = [least - (most - least) * (numbers2 + 10) / Math.max(1, room - numbers2 - 10), most];
  if (!over) return;
  layout.annotations = labels.map((text) => ({
    text: wrapped(text, width - 12, (part) => widthOf(plain(part), FONT))[0],
    xref: "paper",
    x: 0,
    y: text,
    xanchor: "left",
    yanchor: "middle",
    yshift: slot / 2 - 8,
    showarrow: false,
    font: { size: FONT }
  }));
}

// ../lib/Web/charts/colour.js
function scaleOf(name, scheme) {
  if (name === "around") return scheme === "dark" ? "aroundDark" : "aroundLight";
  return scheme;
}
function inkFor(map, value, scheme) {
  const [least, most] = [map.zmin ?? 0, map.zmax ?? 1];
  const share = Math.min(1, Math.max(0, (value - least) / (most - least || 1)));
  return table(scaleOf(map.meta, scheme))[Math.round(share * 255)].ink;
}
function forScheme(colour, scheme) {
  const place2 = SERIES.light.indexOf(colour);
  return place2 < 0 ? colour : SERIES[scheme][place2];
}
function recolour(chart, scheme, ink) {
  for (const trace of chart.data) {
    if (trace.type === "heatmap") trace.colorscale = SCALES[scaleOf(trace.meta, scheme)].map((colour, i) => [i / 4, colour]);
    if (trace.line?.color) trace.line.color = forScheme(trace.line.color, scheme);
    if (trace.marker?.color) trace.marker.color = forScheme(trace.marker.color, scheme);
    if (trace.meta === "words")
      recolourWords(
        trace,
        chart.data.find((map) => map.type === "heatmap" && (map.yaxis ?? "y") === (trace.yaxis ?? "y")),
        scheme
      );
  }
  for (const note of chart.layout.annotations ?? [])
    if (note.font?.color) note.font.color = note.font.color === CONTROL ? CONTROL : forScheme(note.font.color, scheme);
  for (const shape of chart.layout.shapes ?? []) if (shape.line?.color) shape.line.color = forScheme(shape.line.color, scheme);
  chart.layout.font = { ...chart.layout.font, color: ink };
}
function recolourWords(words, map, scheme) {
  if (!map?.z) return;
  const { z } = map;
  words.textfont = { ...words.textfont, color: (words.x ?? []).map((x, i) => inkFor(map, z[words.y?.[i]]?.[x] ?? 0, scheme)) };
}

// ../lib/Web/charts/lines.js
var SHARE2 = 0.38;
var KEY = 110;
function lineWidth(text) {
  return Math.max(...text.split("<br>").map((line) => widthOf(plain(line), 12)));
}
function fitLines(chart, width) {
  const { layout } = chart;
  const notes = (
    /** @type {any[]} */
    layout.annotations ?? []
  );
  const names = notes.filter((note) => note.yref === "y");
  const room = Math.ceil(Math.max(10, ...names.map((note) => lineWidth(note.text)))) + 12;
  const stripes = notes.filter((note) => note.yref === "paper");
  const top = stripes.length ? 24 : 12;
  if (room <= width * SHARE2) Object.assign(layout, { height: 320, margin: { l: 56, r: room, t: top, b: 46 }, showlegend: false });
  else {
    for (const trace of chart.data)
      if (trace.name && widthOf(plain(trace.name), 12) > width - KEY) trace.name = trace.name.replace(", ", ",<br>");
    const rows = chart.data.reduce((lines, { name = "" }) => lines + name.split("<br>").length, 0);
    Object.assign(layout, {
      annotations: stripes,
      height: top + 240 + 50 + 20 * rows,
      showlegend: true,
      legend: { orientation: "v", x: 0, y: -50 / 240, yanchor: "top", xanchor: "left" },
      margin: { l: 50, r: 12, t: top, b: 50 + 20 * rows }
    });
  }
  layout.xaxis.nticks = Math.max(4, Math.floor(width / 90));
  for (const axis of [layout.xaxis, layout.yaxis]) Object.assign(axis, { ticks: "outside", ticklen: 4, tickcolor: "rgba(0,0,0,0)" });
}

// ../lib/Web/charts/patterns.js
var FONT2 = 12;
var LINE = 16;
var GAP = 22;
var LARGEST = 40;
var LEAST = 14;
var TITLED = 150;
function withFirst(chart, hideFirst) {
  const button = chart.layout.updatemenus?.[0]?.buttons?.[hideFirst ? 0 : 1];
  if (!button) return;
  const [values, traces] = button.args;
  traces.forEach((trace, i) => {
    chart.data[trace].z = values.z[i];
  });
}
function arrangement(panels, width, shared) {
  const most = Math.max(...panels.map((panel) => panel.count));
  const label = Math.max(...panels.map((panel) => panel.label));
  for (const columns of panels.length > 3 ? [3, 2] : panels.length > 1 ? [panels.length] : []) {
    const room = (width - (shared ? label : label * columns) - (columns - 1) * GAP - 4) / columns;
    const cell = Math.floor(room / most);
    if (cell >= LEAST && room >= TITLED) return { columns, cell: Math.min(LARGEST, cell) };
  }
  return { columns: 1, cell: Math.max(4, Math.min(LARGEST, Math.floor((width - label - 4) / most))) };
}
function fitPatterns(chart, width, hideFirst) {
  withFirst(chart, hideFirst);
  const { data, layout } = chart;
  const maps = data.filter((trace) => trace.type === "heatmap");
  const first = hideFirst ? 1 : 0;
  const panels = maps.map((_, p) => {
    const words = layout.meta?.words?.[p] ?? [];
    return {
      words,
      count: words.length - first,
      titles: layout.meta?.titles?.[p] ?? [],
      label: Math.ceil(Math.max(10, ...words.slice(first).map((text) => widthOf(plain(text), FONT2)))) + 8
    };
  });
  const shared = panels.every((panel) => panel.words.join("\n") === panels[0].words.join("\n"));
  const { columns, cell } = arrangement(panels, width, shared);
  const left = Math.max(...panels.map((panel) => panel.label));
  const step = Math.max(...panels.map((panel) => panel.count)) * cell + GAP + (shared ? 0 : left);
  const rows = Math.ceil(panels.length / columns);
  const titles = panels.map(
    (panel) => (panels.length === 1 ? [] : panel.titles).flatMap(
      (title) => wrapped(title, Math.max(150, columns > 1 ? step - GAP : width - left), (text) => widthOf(plain(text), FONT2 + 1))
    )
  );
  const tops = (
    /** @type {number[]} */
    []
  );
  let y = 0;
  for (let row = 0; row < rows; row++) {
    const here = panels.slice(row * columns, (row + 1) * columns);
    y += Math.max(...titles.slice(row * columns, (row + 1) * columns).map((lines) => lines.length)) * LINE + 6 + Math.max(...here.map((panel) => panel.label));
    tops.push(y);
    y += Math.max(...here.map((panel) => panel.count)) * cell + (row < rows - 1 ? GAP : 4);
  }
  Object.assign(layout, { height: y, margin: { l: 0, r: 0, t: 0, b: 0 }, annotations: [], updatemenus: [] });
  panels.forEach(
    (panel, p) => place(chart, p, panel, {
      left: left + p % columns * step,
      top: tops[Math.floor(p / columns)],
      cell,
      first,
      width,
      height: y,
      named: !shared || p % columns === 0,
      title: titles[p]
    })
  );
  for (const map of maps) numbers(map, data[data.indexOf(map) + 1], cell);
}
function place({ layout }, p, panel, at) {
  const side = panel.count * at.cell;
  const every = Math.ceil((FONT2 + 1) / at.cell);
  const shown = panel.words.map((_, i) => i).filter((i) => i >= at.first && (i - at.first) % every === 0);
  const ticks2 = {
    tickvals: shown,
    ticktext: shown.map((i) => panel.words[i]),
    tickfont: { size: FONT2 },
    automargin: false,
    title: {},
    scaleanchor: void 0,
    constrain: void 0
  };
  const [low, high] = [at.first - 0.5, panel.words.length - 0.5];
  Object.assign(layout[axisKey("x", p)], ticks2, {
    side: "top",
    tickangle: -90,
    range: [low, high],
    domain: [at.left / at.width, Math.min(1, (at.left + side) / at.width)]
  });
  Object.assign(layout[axisKey("y", p)], ticks2, {
    range: [high, low],
    domain: [Math.max(0, 1 - (at.top + side) / at.height), 1 - at.top / at.height],
    showticklabels: at.named
  });
  const bold = at.title.map((line, i) => i === 0 ? `<b>${line}</b>` : line).join("<br>");
  layout.annotations.push({
    text: bold,
    xref: "paper",
    yref: "paper",
    x: at.left / at.width,
    y: 1 - (at.top - panel.label) / at.height,
    xanchor: "left",
    yanchor: "bottom",
    align: "left",
    showarrow: false,
    font: { size: FONT2 + 1 }
  });
}
function numbers(map, words, cell) {
  const cells = cell < NUMBERED ? [] : (map.z ?? []).flatMap((row, y) => row.map((weight, x) => ({ x, y, weight }))).filter(({ weight }) => weight !== null && weight >= 0.05);
  Object.assign(words, {
    x: cells.map((c) => c.x),
    y: cells.map((c) => c.y),
    text: cells.map((c) => number(c.weight ?? 0)),
    textfont: { size: Math.min(13, cell * 0.42) }
  });
}

// ../lib/Web/charts/points.js
var FONT3 = 12;
var HIGH = 18;
var DOT = 4;
var GAP2 = 2;
var MARGIN = { l: 56, r: 24, t: 36, b: 46 };
var SIDES = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1]
];
function meet(a, b) {
  return Math.abs(a.x - b.x) < a.w + b.w && Math.abs(a.y - b.y) < a.h + b.h;
}
function placed(points, named, width, height) {
  const dots = points.map(({ x, y }) => ({ x, y, w: DOT, h: DOT }));
  const taken = [];
  return named.map(({ x, y, name }) => {
    const w = widthOf(plain(name), FONT3) / 2;
    for (const [right, down] of SIDES) {
      const box = { x: x + right * (DOT + GAP2 + w), y: y + down * (DOT + GAP2 + HIGH / 2), w, h: HIGH / 2 };
      const inside = box.x - w >= 0 && box.x + w <= width && box.y - box.h >= 0 && box.y + box.h <= height;
      if (!inside || dots.some((dot) => meet(dot, box)) || taken.some((other) => meet(other, box))) continue;
      taken.push(box);
      return `${["top", "middle", "bottom"][down + 1]} ${["left", "center", "right"][right + 1]}`;
    }
    return null;
  });
}
function reach(values) {
  const finite = values.filter((value) => Number.isFinite(value));
  const [least, most] = [Math.min(...finite, Infinity), Math.max(...finite, -Infinity)];
  if (!(least <= most)) return [0, 1];
  const room = Math.max(most - least, 1e-9) * 0.06;
  return [least - room, most + room];
}
function fitPoints(chart, width) {
  const { data, layout } = chart;
  const height = Math.min(420, Math.max(300, width * 0.6));
  Object.assign(layout, { height, margin: MARGIN, legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", xanchor: "left" } });
  const [left, right] = reach(data.flatMap((trace) => trace.x ?? []));
  const [low, high] = reach(data.flatMap((trace) => trace.y ?? []));
  layout.xaxis.range = [left, right];
  layout.yaxis.range = [low, high];
  const [wide, tall] = [width - MARGIN.l - MARGIN.r, height - MARGIN.t - MARGIN.b];
  const at = (x, y) => ({
    x: (x - left) / (right - left) * wide,
    y: (1 - (y - low) / (high - low)) * tall
  });
  const points = data.flatMap(({ x = [], y = [] }) => x.map((one, i) => at(one, y[i])));
  const measured = data[data.length - 1];
  const names = (
    /** @type {string[]} */
    measured.customdata ?? []
  );
  const named = names.map((name, i) => ({ name, i, size: Math.abs(measured.y?.[i] ?? 0) })).filter(({ name }) => layout.meta?.named?.includes(name)).sort((a, b) => b.size - a.size);
  const sides = placed(
    points,
    named.map(({ name, i }) => ({ ...at(measured.x?.[i], measured.y?.[i]), name })),
    wide,
    tall
  );
  measured.text = names.map(() => "");
  measured.textposition = names.map(() => "top center");
  measured.mode = "markers+text";
  named.forEach(({ name, i }, n) => {
    if (sides[n]) [
      /** @type {string[]} */
      measured.text[i],
      measured.textposition[i]
    ] = [name, sides[n]];
  });
  measured.textfont = { size: FONT3 };
}

// ../lib/Web/charts/tables.js
var FONT4 = 12;
var LARGEST2 = 30;
var NARROW = 500;
function widest(texts) {
  return Math.ceil(Math.max(8, ...texts.map((text) => widthOf(plain(text), FONT4))));
}
function fitTable(chart, width) {
  const { data, layout } = chart;
  const [map, words] = [data[0], data.find((trace) => trace.meta === "words")];
  const [R, C] = [map.z?.length ?? 0, map.z?.[0]?.length ?? 0];
  const rowNames = layout.yaxis.ticktext ?? Array.from({ length: R }, (_, i) => String(i));
  const columnNames = layout.xaxis.ticktext ?? Array.from({ length: C }, (_, i) => String(i));
  const rowLabel = widest(rowNames) + 8;
  const stacked = Boolean(words) && width < NARROW && rowLabel > width * 0.3;
  const left = (stacked ? 4 : rowLabel) + (layout.yaxis.title?.text ? 18 : 0);
  const cell = cellSize(words, width - left - 6, R, C, stacked);
  const upright = widest(columnNames) + 4 > cell.width;
  const top = (upright ? Math.min(150, widest(columnNames)) : FONT4) + 12 + (layout.xaxis.title?.text ? 20 : 0);
  const height = top + R * cell.height + 8;
  Object.assign(layout, { height, margin: { l: 0, r: 0, t: 0, b: 0 }, annotations: [] });
  const common = { automargin: false, dtick: void 0, scaleanchor: void 0, constrain: void 0 };
  Object.assign(layout.xaxis, common, ticks(columnNames, upright ? (FONT4 + 1) / cell.width : (widest(columnNames) + 4) / cell.width), {
    side: "top",
    tickangle: upright ? -90 : 0,
    domain: [left / width, Math.min(1, (left + C * cell.width) / width)]
  });
  Object.assign(layout.yaxis, common, ticks(rowNames, (FONT4 + 1) / cell.height), {
    showticklabels: !stacked,
    domain: [1 - (top + R * cell.height) / height, 1 - top / height]
  });
  if (stacked) overRows(chart, rowNames, cell.height);
  nameColumns(layout, left, C * cell.width, width);
  if (words) fitWords(words, cell.width);
}
function cellSize(words, room, R, C, stacked) {
  if (words) return { width: Math.min(96, Math.floor(room / C)), height: stacked ? 44 : 26 };
  const side = Math.max(6, Math.min(LARGEST2, Math.floor(room / C), Math.floor(620 / R)));
  return { width: side, height: side };
}
function ticks(names, density) {
  const every = Math.max(1, Math.ceil(density));
  const shown = names.map((_, i) => i).filter((i) => i % every === 0);
  return { tickvals: shown, ticktext: shown.map((i) => names[i]), tickfont: { size: FONT4 } };
}
function overRows({ data, layout }, names, height) {
  data[0].ygap = height / 2;
  layout.annotations = names.map((text, i) => ({
    text,
    xref: "x domain",
    yref: "y",
    x: 0,
    y: i,
    xanchor: "left",
    yanchor: "middle",
    yshift: height * 0.36,
    showarrow: false,
    font: { size: FONT4 }
  }));
}
function nameColumns(layout, left, cells, width) {
  const text = layout.xaxis.title?.text;
  if (!text || widthOf(plain(text), FONT4) <= cells) return;
  layout.xaxis.title = {};
  layout.annotations.push({
    text,
    xref: "paper",
    yref: "paper",
    x: left / width,
    y: 1,
    xanchor: "left",
    yanchor: "bottom",
    yshift: -16,
    showarrow: false,
    font: { size: FONT4 }
  });
}
function fitWords(words, width) {
  const size = width < 60 ? 10 : 11;
  words.text = (words.text ?? []).map((text) => {
    const [first] = wrapped(text, width - 4, (part) => widthOf(plain(part), size));
    return widthOf(plain(first), size) <= width - 2 ? first : "";
  });
  words.textfont = { ...words.textfont, size };
}

// ../lib/Web/charts/draw.js
var CONFIG = { responsive: false, displaylogo: false, displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };
function fit(chart, width, hideFirst) {
  const { layout, data } = chart;
  delete layout.title;
  Object.assign(layout, { width, autosize: false, dragmode: false });
  for (const key of Object.keys(layout)) if (/^[xy]axis/.test(key)) layout[key].fixedrange = true;
  const fits = {
    patterns: () => fitPatterns(chart, width, hideFirst),
    map: () => fitTable(chart, width),
    bars: () => fitBars(chart, width),
    lines: () => fitLines(chart, width),
    points: () => fitPoints(chart, width)
  };
  if (layout.meta?.kind) fits[layout.meta.kind]();
  for (const trace of data) if (layout.meta?.kind && trace.type === "heatmap") trace.showscale = false;
}
function legendOf(chart, scheme) {
  const map = chart.data.find((trace) => trace.type === "heatmap" && trace.colorbar);
  if (!map || !chart.layout.meta?.kind) return null;
  const { ticktext = [], title } = map.colorbar;
  const ramp = SCALES[scaleOf(map.meta, scheme)].join(",");
  const [least, most] = chart.layout.meta.kind === "patterns" ? ["0 = none", "1 = all of it"] : [`${plain(title?.text ?? "")}: ${ticktext[0] ?? 0}`, ticktext[ticktext.length - 1] ?? 1];
  return el(
    "p",
    { class: "av-note av-legend" },
    `${least} `,
    el("span", { class: "av-ramp", style: `background:linear-gradient(to right,${ramp})` }),
    ` ${most}`
  );
}
function drawChart(place2, chart, plotly) {
  const figure2 = place2.closest("figure");
  place2.replaceChildren();
  const legend = el("div", { "aria-hidden": "true" });
  place2.after(legend);
  let hideFirst = chart.layout.updatemenus?.[0]?.active === 0;
  const paint = () => {
    const scheme = schemeOf(place2.parentElement ?? place2);
    if (figure2) figure2.dataset.scheme = scheme;
    const copy = (
      /** @type {Chart} */
      JSON.parse(JSON.stringify(chart))
    );
    fit(copy, Math.max(240, place2.clientWidth), hideFirst);
    recolour(copy, scheme, getComputedStyle(place2).color);
    plotly.react(place2, copy.data, copy.layout, CONFIG);
    legend.replaceChildren(legendOf(chart, scheme) ?? "");
  };
  if (chart.layout.meta?.kind === "patterns" && chart.layout.updatemenus?.length)
    place2.before(
      el(
        "div",
        { class: "av-controls" },
        firstTokenSwitch(hideFirst, (hidden) => {
          hideFirst = hidden;
          paint();
        })
      )
    );
  keepDrawn(place2, paint);
}

// ../lib/Web/views.css
var views_default = `/* The one stylesheet of all views. Ink and paper are the page's own. */
.av { --rule: #8b93a3; --on: #b84a00; --soft: rgba(128, 128, 128, .16); font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: inherit; margin: 0 0 1rem; min-width: 0; container-type: inline-size; }
.av[data-scheme="dark"] { --rule: #7d8798; --on: #ffb067; }
.av * { box-sizing: border-box; }
.av [hidden], .av-figure [hidden] { display: none !important; }
.av figure { margin: 0; }
.av .av-title, .av-figure .av-title { font-weight: 650; font-size: 1.05em; margin: 0 0 .2em; overflow-wrap: anywhere; }
.av figcaption, .av-figure figcaption { font-size: .86em; margin: .4em 0 .5em; max-width: 76ch; overflow-wrap: anywhere; }
.av .av-note, .av-figure .av-note { font-size: .86em; margin: .2em 0 .5em; max-width: 76ch; overflow-wrap: anywhere; }
.av .av-said, .av .av-sentence { min-height: 2.9em; margin: .3em 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.av .av-head { font-weight: 600; margin: 0 0 .3em; }
.av .av-controls, .av .av-field { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; margin: .4em 0; font-size: .92em; }
.av .av-field { gap: 6px; margin: 0; }
.av .av-slider input { width: min(240px, 50cqi); accent-color: #2f6fad; }
.av button, .av select, .av input[type="text"] { font: inherit; color: inherit; background: transparent; border: 1px solid var(--rule); border-radius: 6px; padding: 3px 10px; min-height: 30px; max-width: 100%; cursor: pointer; }
.av select option { color: #000; background: #fff; }
.av input[type="text"] { cursor: text; flex: 1 1 200px; min-width: 0; }
.av button[aria-pressed="true"], .av [role="tab"][aria-selected="true"] { background: #1d2330; color: #fff; }
.av[data-scheme="dark"] button[aria-pressed="true"], .av[data-scheme="dark"] [role="tab"][aria-selected="true"] { background: #e6e8ee; color: #14171d; }
.av button:disabled { opacity: .5; cursor: default; }
.av :focus-visible, .av-figure :focus-visible { outline: 2px solid var(--on, currentColor); outline-offset: 2px; }
.av .av-play { min-width: 6em; }
.av .av-scroll { overflow-x: auto; padding: 3px; max-width: 100%; }
.av svg { display: block; max-width: none; height: auto; overflow: visible; }
/* The isolation stands here and not in the text: Firefox does not paint turned text that holds isolate characters. */
.av svg text { unicode-bidi: isolate; }
.av svg:where(:not(.avp)) text:not(.av-number) { fill: currentColor; } /* a drawing of the page has inks of its own */
.av .av-map { touch-action: pan-x pan-y; cursor: crosshair; font-variant-numeric: tabular-nums; }
.av .av-map .av-on { fill: var(--on); font-weight: 650; }
.av .av-cursor { fill: none; stroke: var(--on); stroke-width: 2; pointer-events: none; }
.av .av-gold { fill: none; stroke: var(--on); stroke-width: 2.5; pointer-events: none; }
.av .av-unknown { stroke: currentColor; stroke-dasharray: 2 2; }
.av-ramp { display: inline-block; width: 110px; height: 11px; border: 1px solid #8b93a3; vertical-align: -1px; }
.av .av-split { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; }
@container (min-width: 720px) { .av .av-split { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); } }
.av .av-stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
.av .av-grid { width: max-content; margin-bottom: 8px; }
.av .av-thumbs { display: grid; grid-template-columns: 22px repeat(var(--columns), var(--cell)); gap: 3px; margin-bottom: 3px; align-items: center; font-size: 11px; text-align: center; }
.av .av-thumb { display: block; width: var(--cell); height: var(--cell); min-height: 0; padding: 0; border: 1px solid var(--rule); border-radius: 3px; overflow: hidden; }
.av .av-thumb canvas { display: block; width: 100%; height: 100%; image-rendering: pixelated; }
.av .av-marked { border: 2px dashed var(--on); }
.av .av-thumb[aria-current="true"] { outline: 3px solid var(--on); outline-offset: 0; }
.av .av-columns { font-size: 13px; }
.av .av-columns [data-token] { cursor: pointer; }
.av .av-columns [data-token] rect { fill: transparent; }
.av .av-columns .av-on rect { fill: var(--soft); }
.av .av-columns .av-on text { font-weight: 650; fill: var(--on); }
.av .av-columns [aria-pressed="true"] rect { stroke: var(--on); }
.av .av-arcs [data-token] { cursor: pointer; }
.av .av-arcs [data-token] rect { fill: transparent; }
.av .av-arcs .av-on rect { fill: var(--soft); }
.av .av-arcs .av-on text { font-weight: 650; fill: var(--on); }
.av .av-arcs [aria-pressed="true"] rect { stroke: var(--on); }
:is(.av, .av-figure) .av-guess { border-left: 3px solid var(--on, light-dark(#b84a00, #ffb067)); padding: .2em 0 .2em .8em; margin: .5em 0; }
:is(.av, .av-figure) .av-guess p { margin: 0 0 .3em; font-weight: 600; max-width: 62ch; }
.av-figure .av-guess button { font: inherit; color: inherit; background: transparent; border: 1px solid #8b93a3; border-radius: 6px; padding: 3px 10px; min-height: 30px; cursor: pointer; }
.av-figure .av-guess .av-skip { border-style: dashed; opacity: .85; }
/* A figure that asks first is covered until the reader has guessed; on paper it asks nobody. */
@media screen { figure[data-asking] > :not(.av-title, .av-guess) { display: none; } }
@media print { .av-guess { display: none; } }
.av .av-own { border: 1px solid var(--rule); border-radius: 8px; padding: .4em .8em; margin: .6em 0; }
.av .av-own textarea { display: block; width: 100%; font: inherit; color: inherit; background: transparent; border: 1px solid var(--rule); border-radius: 6px; padding: .35em .6em; margin: .3em 0; resize: vertical; }
.av .av-tile { border-bottom: 4px solid var(--head); }
.av .av-table table { border-collapse: collapse; font-size: 12px; width: max-content; }
.av .av-table th, .av .av-table td { padding: 2px 6px; border: 1px solid var(--soft); text-align: right; }
.av .av-unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.av details { font-size: .9em; margin: .3em 0; }
.av summary { line-height: 26px; }
.av .av-pile { display: grid; }
.av .av-pile > * { grid-area: 1 / 1; min-width: 0; }
.av .av-card-words { min-height: 2.9em; }
@media screen { .av .av-hidden { visibility: hidden; } }
@media print { .av .av-pile { display: block; } .av .av-pile > * { break-inside: avoid; } }
.av-tip { position: absolute; z-index: 20; max-width: min(340px, 92vw); padding: 4px 9px; border-radius: 6px; background: #1d2330; color: #fff; font: 13px/1.4 system-ui, sans-serif; font-variant-numeric: tabular-nums; pointer-events: none; overflow-wrap: anywhere; }
.av-tip[hidden] { display: none; }
@media (prefers-color-scheme: dark) { .av-tip { box-shadow: 0 0 0 1px #7d8798; } }
@media print { .av-tip { display: none; } }
.av .av-card { margin-bottom: .5em; }
.av .av-address { font-weight: 400; }
.av .av-local { display: inline-block; width: min(220px, 45cqi); height: 12px; border: 1px solid var(--rule); vertical-align: -1px; }
.av .av-local { position: relative; }
.av .av-local span { position: absolute; top: -4px; bottom: -4px; width: 4px; margin-left: -2px; border-radius: 2px; background: var(--on); }
.av .av-bars { width: 100%; max-width: 460px; font-size: 13px; }
.av .av-control { stroke: #808791; stroke-width: 2; stroke-dasharray: 5 3; fill: none; }
.av .av-key { display: inline-block; width: 24px; border-top: 2px dashed #808791; vertical-align: 4px; }
.av .av-bar { fill: #6f9ac4; }
.av .av-bar.av-on { fill: var(--on); }
.av .av-strip { border: 1px solid var(--rule); border-radius: 8px; padding: 8px 12px; margin: 8px 0; }
.av .av-simulated { border-style: dashed; border-width: 2px; }
.av .av-axis { stroke: var(--rule); fill: none; }
.av .av-now { stroke: var(--on); stroke-width: 2; fill: none; }
.av .av-curves { max-width: 460px; }
.av .av-names { display: flex; flex-wrap: wrap; gap: 2px 14px; }
.av .av-name { display: inline-flex; gap: 5px; align-items: center; }
.av .av-effect { font-size: 10px; }
@media (prefers-reduced-motion: reduce) { .av * { transition: none !important; } }
@media print {
  .av { color: #000; break-inside: avoid; }
  .av .av-controls, .av details, .av .av-cursor { display: none; }
  .av .av-thumb, .av .av-map, .av-ramp { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}

/* ---- pictures: what stands there before scripts run, and without them ---- */
.av-picture { display: flex; flex-wrap: wrap; gap: 1rem 1.4rem; align-items: flex-end; margin: .5em 0; }
.av-picture svg { flex: 0 1 auto; min-width: 0; overflow: visible; }

/* ---- charts: Plotly draws into .av-chart, and a swipe over it moves the page ---- */
.av-figure { margin: 0 0 1rem; min-width: 0; font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; container-type: inline-size; }
.av-figure * { box-sizing: border-box; }
.av-figure .av-controls { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; margin: .3em 0; font-size: .92em; }
.av-figure button[aria-pressed] { font: inherit; color: inherit; background: transparent; border: 1px solid #8b93a3; border-radius: 6px; padding: 3px 10px; min-height: 30px; cursor: pointer; }
.av-figure button[aria-pressed="true"] { background: #1d2330; color: #fff; }
.av-figure[data-scheme="dark"] button[aria-pressed="true"] { background: #e6e8ee; color: #14171d; }
.av-figure .av-chart { width: 100%; overflow: hidden; }
.av-figure .av-chart * { touch-action: pan-x pan-y pinch-zoom !important; }
.av-figure .av-chart text { unicode-bidi: isolate; }
@media print { .av-figure { break-inside: avoid; color: #000; } .av-figure .av-controls { display: none; } .modebar { display: none !important; } }
`;

// src/plotly.ts
var drawn = /* @__PURE__ */ new Map();
var library;
function load() {
  return library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("./plotly-cartesian.min.js", import.meta.url).href;
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = () => reject(new Error("The chart's library did not load."));
    document.head.append(script);
  });
}
var activate = () => ({
  async renderOutputItem(item, element) {
    element.replaceChildren();
    try {
      const plotly = await load();
      const chart = item.json();
      const place2 = document.createElement("div");
      drawn.set(item.id, place2);
      const meta = chart.layout?.meta;
      if (meta?.kind) {
        element.append(figure(place2, meta));
        drawChart(place2, { data: chart.data, layout: chart.layout }, plotly);
        return;
      }
      element.append(place2);
      await plotly.newPlot(place2, chart.data, themed(chart.layout ?? {}), { responsive: true, displaylogo: false, ...chart.config });
    } catch (error) {
      element.textContent = String(error);
    }
  },
  disposeOutputItem(id) {
    for (const [key, place2] of drawn) {
      if (id !== void 0 && key !== id) continue;
      globalThis.Plotly?.purge(place2);
      drawn.delete(key);
    }
  }
});
function figure(place2, meta) {
  const [whole, title, caption, look] = ["figure", "p", "figcaption", "style"].map((tag) => document.createElement(tag));
  [whole.className, title.className, place2.className] = ["av-figure", "av-title", "av-chart"];
  [title.textContent, caption.textContent, look.textContent] = [meta.title ?? "", meta.caption ?? "", views_default];
  place2.setAttribute("role", "img");
  place2.setAttribute("aria-label", meta.alt ?? meta.title ?? "");
  whole.append(look, title, place2, caption);
  return whole;
}
function themed(layout) {
  const style = getComputedStyle(document.body);
  const colour = style.getPropertyValue("--vscode-editor-foreground") || "#333";
  const clear = "rgba(0,0,0,0)";
  const modebar = { bgcolor: clear, color: colour };
  return { ...layout, paper_bgcolor: clear, plot_bgcolor: clear, modebar, font: { ...layout.font, color: colour } };
}
export {
  activate
};
