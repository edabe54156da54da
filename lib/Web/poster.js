/* A view as a file: its drawing with title, caption and the address that opens it again, as SVG or PNG, in the colours that it has now. */
import { svg } from "./dom.js";
import { publicAddress } from "./links.js";
import { widthOf } from "./map.js";
import { wrapped } from "./charts/figure.js";

const [MARGIN, LINE, LEAST, SHARPNESS] = [24, 19, 460, 2];
const LOOKS = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "fill-opacity",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "visibility",
  "opacity",
];

/** The drawings of a view that are seen. @param {HTMLElement} root @returns {SVGSVGElement[]} */
export function drawingsOf(root) {
  return Array.from(root.querySelectorAll("svg")).filter(
    (drawing) => !drawing.closest("details, .av-hidden, [hidden]") && drawing.getBoundingClientRect().width > 60,
  );
}

/** A copy that needs no stylesheet. @param {SVGSVGElement} drawing */
function standing(drawing) {
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  const [from, to] = [drawing, copy].map((node) => [node, ...Array.from(node.querySelectorAll("*"))]);
  from.forEach((node, i) => {
    const look = getComputedStyle(node);
    for (const name of LOOKS) to[i].setAttribute(name, look.getPropertyValue(name));
    for (const name of ["class", "role", "tabindex", "aria-label", "aria-roledescription"]) to[i].removeAttribute(name);
  });
  copy.querySelectorAll("title, [visibility=hidden]").forEach((node) => node.remove());
  return copy;
}

/** @param {string} text @param {number} width @param {number} size @param {number} weight */
function paragraph(text, width, size, weight) {
  return wrapped(text, width, (part) => widthOf(part, size)).map((line) => ({ line, size, weight }));
}

/** An address has no spaces to break at. @param {string} address @param {number} width @param {number} size */
function addressLines(address, width, size) {
  const lines = [""];
  for (const letter of address) {
    if (widthOf(lines[lines.length - 1] + letter, size) > width) lines.push("");
    lines[lines.length - 1] += letter;
  }
  return lines.map((line) => ({ line, size, weight: 400 }));
}

/** @param {HTMLElement} root @param {string} address */
export function posterOf(root, address) {
  const drawings = drawingsOf(root).map((drawing) => ({ copy: standing(drawing), box: drawing.getBoundingClientRect() }));
  const width = Math.max(LEAST, ...drawings.map(({ box }) => Math.ceil(box.width)));
  const page = getComputedStyle(root);
  const caption = Array.from(root.querySelector("figcaption")?.childNodes ?? [])
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent?.trim())
    .join(" ");
  const texts = (/** @type {string} */ selector) => root.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
  const above = paragraph(texts(".av-title"), width, 16, 650);
  const below = [
    ...paragraph(texts(".av-sentence"), width, 14, 400),
    ...paragraph(caption, width, 13, 400),
    ...addressLines(publicAddress(address), width, 11),
  ];
  const whole = svg("svg", { "font-family": "system-ui, sans-serif", color: page.color });
  let y = MARGIN;
  const write = (/** @type {{line: string, size: number, weight: number}[]} */ lines) =>
    lines.forEach(({ line, size, weight }) => {
      whole.append(svg("text", { x: MARGIN, y: (y += LINE) - 5, "font-size": size, "font-weight": weight, fill: page.color }, line));
    });
  write(above);
  y += 8;
  for (const { copy, box } of drawings) {
    copy.setAttribute("x", String(MARGIN));
    copy.setAttribute("y", String(y));
    whole.append(copy);
    y += Math.ceil(box.height) + 10;
  }
  write(below);
  const [w, h] = [width + 2 * MARGIN, y + MARGIN];
  for (const [name, value] of Object.entries({ width: w, height: h, viewBox: `0 0 ${w} ${h}` })) whole.setAttribute(name, String(value));
  whole.prepend(svg("rect", { width: w, height: h, fill: root.dataset.scheme === "dark" ? "#14171d" : "#fff" }));
  return { text: new XMLSerializer().serializeToString(whole), width: w, height: h };
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {HTMLElement} root @param {string} address @param {string} name */
export function saveSvg(root, address, name) {
  save(new Blob([posterOf(root, address).text], { type: "image/svg+xml" }), `${name}.svg`);
}

/** @param {HTMLElement} root @param {string} address @param {string} name */
export async function savePng(root, address, name) {
  const { text, width, height } = posterOf(root, address);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: width * SHARPNESS, height: height * SHARPNESS });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(blob, `${name}.png`));
}
