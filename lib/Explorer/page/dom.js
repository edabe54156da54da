/* What this page writes at each key that is pressed: only what is another than before, since what is set makes garbage. */

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/**
 * The text of an element that holds nothing else. Its node stays: a new one each time would be garbage, with what was laid out for it.
 * @param {Element} at
 * @param {string} text
 */
export function setText(at, text) {
  if (!at.firstChild) at.append(text);
  else if (at.firstChild.nodeValue !== text) at.firstChild.nodeValue = text;
}

/**
 * @param {Element} at
 * @param {string} name
 * @param {string} value
 */
export function setAttribute(at, name, value) {
  if (at.getAttribute(name) !== value) at.setAttribute(name, value);
}

/**
 * Each size that is set makes a bitmap.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function setSize(canvas, width, height) {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
}
