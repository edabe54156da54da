// @ts-check
/* Elements of the views. Text enters the page as text nodes and attributes, never as HTML. */

/** The views by name; each fills an element with what its data says. @type {Record<string, (frame: any, data: any) => void>} */
const views = {};
const page = Math.random().toString(36).slice(2, 8);
let serial = 0;

/** An id that no other figure of the page has. */
function newId() {
  return `av-${page}-${++serial}`;
}

/**
 * @param {any} node
 * @param {Record<string, any>} props Attributes; functions are listeners, false and null leave the attribute out.
 * @param {any[]} children
 */
function filled(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** @param {string} tag @param {Record<string, any>} [props] @param {any[]} children */
function el(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

/** @param {string} tag @param {Record<string, any>} [props] @param {any[]} children */
function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

/** A token as people can read it: what cannot be seen made visible, long ones cut, its direction kept inside. @param {string} text */
function word(text, longest = 14) {
  const inner = text.replace(/^ +| +$/g, "");
  if (inner === "") return "␣".repeat(Math.min(8, Math.max(1, text.length)));
  const seen = inner.replace(/\n/g, "⏎").replace(/\t/g, "⇥").replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "·");
  const letters = [...new Intl.Segmenter().segment(seen)].map((part) => part.segment);
  const kept = letters.length > longest ? letters.slice(0, longest - 1).join("") + "…" : seen;
  return `\u2068${kept.slice(0, 80)}\u2069`;
}

/** @param {number} weight */
function number(weight) {
  if (!Number.isFinite(weight)) return "not a number";
  return weight.toFixed(2).replace(/^(-?)0\./, "$1.");
}

/** @param {number} share */
function percent(share) {
  return Number.isFinite(share) ? `${Math.round(share * 100)} %` : "an unknown share";
}
