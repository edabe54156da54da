/* A view as a link: what is chosen in it stands in the address, behind the figure's name. */

/** @typedef {Record<string, string>} State */

/** The name that links to a figure have. @param {HTMLElement} root */
export function nameOf(root) {
  return root.closest(".numbered")?.id || root.id;
}

/** The address of a figure as it is now. @param {HTMLElement} root @param {Record<string, string | number>} state */
export function linkTo(root, state) {
  const chosen = new URLSearchParams(Object.entries(state).map(([key, value]) => [key, String(value)]));
  return `${location.href.split("#")[0]}#${nameOf(root)}?${chosen}`;
}

/**
 * An address as others may read it: of a page from disk its name alone, since the folders before it are the reader's own.
 * @param {string} address
 */
export function publicAddress(address) {
  return address.startsWith("file:") ? address.slice(address.split("#")[0].lastIndexOf("/") + 1) : address;
}

/** What the page's address says of a figure; null if it names another. @param {HTMLElement} root @returns {State | null} */
export function stateFor(root) {
  const [name, chosen] = location.hash.slice(1).split("?");
  return chosen === undefined || name !== nameOf(root) ? null : Object.fromEntries(new URLSearchParams(chosen));
}

/** Copies a text, also where the browser has no clipboard for pages from disk. @param {string} text @returns {Promise<boolean>} */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
