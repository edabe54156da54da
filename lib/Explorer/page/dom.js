// @ts-check
// Elements and texts of the page. Text from outside enters as text, never as mark-up.

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @returns {T}
 */
function byId(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * A text where it is another than before: each one that is set makes a node, and the old one is garbage.
 * @param {Element} at
 * @param {string} text
 */
function setText(at, text) {
  if (at.textContent !== text) at.textContent = text;
}

/**
 * An attribute where it is another than before, for the same reason.
 * @param {Element} at
 * @param {string} name
 * @param {string} value
 */
function setAttribute(at, name, value) {
  if (at.getAttribute(name) !== value) at.setAttribute(name, value);
}

/**
 * A canvas's size where it is another than before: each time one is set makes a bitmap.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
function setSize(canvas, width, height) {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
}

/** A token for the eye: what would not be seen gets a sign. @param {string} text */
function shown(text) {
  const cut = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return cut
    .replace(/\n/g, "⏎")
    .replace(/\t/g, "⇥")
    .replace(/[\p{Cc}\p{Cf}]/gu, (c) => `‹${(c.codePointAt(0) ?? 0).toString(16)}›`)
    .replace(/^ $/, "␣");
}

/** A token as a label: without the space before it, as in all figures. @param {string} text */
function trimmed(text) {
  return shown(text).trim() || shown(text);
}

/** A weight or a probability with two decimals. @param {number} weight */
function decimals(weight) {
  return Number.isNaN(weight) ? "not a number" : weight.toFixed(2).replace(/^0/, "");
}

/**
 * One element of a group takes the focus; arrow keys move it.
 * @param {HTMLElement[]} items
 * @param {number} columns In a row of the group.
 * @param {number} current
 */
function rove(items, columns, current) {
  items.forEach((item, i) => {
    item.tabIndex = i === current ? 0 : -1;
    item.onkeydown = (event) => {
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -i, End: items.length - 1 - i };
      const target = items[i + (steps[/** @type {keyof typeof steps} */ (event.key)] ?? NaN)];
      if (!target) return;
      event.preventDefault();
      for (const other of items) other.tabIndex = -1;
      target.tabIndex = 0;
      target.focus();
    };
  });
}
