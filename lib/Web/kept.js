/* What the browser keeps for the reader; some keep nothing for pages from disk, then it lasts as long as the page. */

/** @type {Map<string, string>} */
const here = new Map();

/** @param {string} name */
export function kept(name) {
  try {
    return localStorage.getItem(name) ?? here.get(name) ?? "";
  } catch {
    return here.get(name) ?? "";
  }
}

/** @param {string} name @param {string} value */
export function keep(name, value) {
  here.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    /* it lasts as long as the page */
  }
}
