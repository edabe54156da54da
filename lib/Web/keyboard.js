/* Groups of which one element can be reached with Tab, and the others with arrow keys. */

/** One of a group that Tab reaches. @param {(HTMLElement | SVGElement)[]} items @param {number} current */
export function reach(items, current) {
  items.forEach((item, i) => (item.tabIndex = i === current ? 0 : -1));
}

/**
 * @param {HTMLElement | SVGElement} group
 * @param {string} selector
 * @param {number | (() => number)} columns In a row of the group; a function where the group is filled anew.
 * @param {number} [current] Which can be reached with Tab at first.
 */
export function arrows(group, selector, columns, current = 0) {
  const all = () => /** @type {HTMLElement[]} */ (Array.from(group.querySelectorAll(selector)));
  reach(all(), current);
  group.addEventListener("keydown", (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    const items = all();
    const from = items.indexOf(/** @type {HTMLElement} */ (event.target));
    const row = typeof columns === "number" ? columns : columns();
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row, Home: -from, End: items.length - 1 - from };
    const step = steps[/** @type {keyof typeof steps} */ (key)];
    const next = step === undefined || from < 0 ? null : items[from + step];
    if (!next) return;
    event.preventDefault();
    reach(items, from + step);
    next.focus();
  });
}
