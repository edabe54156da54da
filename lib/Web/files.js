/* What lies in files beside the page: libraries and data, as scripts, since that is what browsers load from disk. */

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/** Runs a script that lies beside the page. @param {string} address @returns {Promise<void>} */
export function run(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = () => {
      element.remove(); // its text need not stay in memory
      resolve();
    };
    element.onerror = () => {
      element.remove();
      reject(new Error(`${address} does not lie beside this page.`));
    };
    document.head.append(element);
  });
}

/** The same, once for the whole page; what failed is tried again the next time. @param {string} address @returns {Promise<void>} */
export function script(address) {
  const begun = loading.get(address) ?? run(address);
  loading.set(address, begun);
  begun.catch(() => loading.delete(address));
  return begun;
}

/** What a script beside the page defines. @param {string} address @param {string} name @returns {Promise<any>} */
export async function fromFile(address, name) {
  if (!Reflect.get(window, name)) await script(address);
  const found = Reflect.get(window, name);
  if (!found) throw new Error(`${address} beside this page is not whole.`);
  return found;
}

/** What a figure is drawn from: it lies in the page, or the page says where. @param {Element} figure @returns {Promise<any>} */
export async function dataOf(figure) {
  const place = /** @type {HTMLElement | null} */ (figure.querySelector(".av-data"));
  if (!place) throw new Error("it has no data.");
  const { src, name } = place.dataset;
  if (!src || !name) return JSON.parse(place.textContent ?? "");
  const all = await fromFile(src, "AttentionFigures");
  if (!(name in all)) await script(src);
  if (!(name in all)) throw new Error(`${src} beside this page is not whole.`);
  return all[name];
}
