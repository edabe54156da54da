/* Elements. Text enters the page as text nodes and attributes, never as HTML. */

const page = Math.random().toString(36).slice(2, 8);
let serial = 0;

/** An id that no other figure of the page has. */
export function newId() {
  return `av-${page}-${++serial}`;
}

/** @typedef {Node | string | number | null | undefined} Child */

/**
 * Gives an element attributes and children.
 * @template {Element} T
 * @param {T} node
 * @param {Record<string, any>} props Attributes; functions are listeners, false and null leave the attribute out.
 * @param {(Child | Child[])[]} children
 * @returns {T}
 */
export function filled(node, props, children = []) {
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat())
    if (child !== null && child !== undefined) node.append(typeof child === "number" ? String(child) : child);
  return node;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [props]
 * @param {(Child | Child[])[]} children
 */
export function el(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [props]
 * @param {(Child | Child[])[]} children
 */
export function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}
