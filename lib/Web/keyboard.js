/* Groups of which one element can be reached with Tab, and the others with arrow keys. */

/**
 * @param {HTMLElement | SVGElement} group
 * @param {string} selector
 * @param {number} columns In a row of the group.
 * @param {number} [current] Which can be reached with Tab at first.
 */
export function arrows(group, selector, columns, current = 0) {
  const all = () => /** @type {HTMLElement[]} */ (Array.from(group.querySelectorAll(selector)));
  all().forEach((item, i) => item.setAttribute("tabindex", i === current ? "0" : "-1"));
  group.addEventListener("keydown", (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    const items = all();
    const from = items.indexOf(/** @type {HTMLElement} */ (event.target));
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -from, End: items.length - 1 - from };
    const step = steps[/** @type {keyof typeof steps} */ (key)];
    const next = step === undefined || from < 0 ? null : items[from + step];
    if (!next) return;
    event.preventDefault();
    items.forEach((item) => item.setAttribute("tabindex", item === next ? "0" : "-1"));
    next.focus();
  });
}
