/* Search over all pages that lie beside this one, by words and by head. Their words are in scripts of their own, loaded when somebody
   searches first. */
import { el } from "../../../Web/dom.js";

const MOST = 60;
const HEAD = /^\d{1,3}\.\d{1,2}$/;
const AROUND = 70; // characters of a passage on either side of what was found

/** @typedef {[id: string, figure: number, heading: string, text: string, heads: string]} Entry */
/** @typedef {{ page: string, title: string, entries: Entry[] }} Page */
/** @typedef {{ page: Page, entry: Entry, at: number, length: number, rank: number }} Hit */

/** @param {string} address @returns {Promise<void>} */
function script(address) {
  return new Promise((resolve, reject) => {
    const element = el("script", { src: address });
    element.onload = () => resolve();
    element.onerror = () => reject(new Error(`${address} does not lie beside this page`));
    document.head.append(element);
  });
}

/** @type {Promise<Page[]> | undefined} */
let loading;

/** @returns {Promise<Page[]>} */
function pages() {
  loading ??= (async () => {
    if (!Reflect.get(window, "CourseSearchPages")) {
      await script("search/pages.js");
      await Promise.all(
        Reflect.get(window, "CourseSearchPages").map((/** @type {string} */ name) => script(`search/${encodeURIComponent(name)}.js`)),
      );
    }
    const all = /** @type {Page[]} */ (Reflect.get(window, "CourseSearch") ?? []);
    return all.sort((a, b) => (a.page < b.page ? -1 : 1));
  })();
  return loading;
}

/** Letters without their marks, as long as the text was, so that places stay. @param {string} text */
function folded(text) {
  return Array.from(text.toLowerCase(), (sign) => sign.normalize("NFD")[0].padEnd(sign.length)).join("");
}

/** Where a word begins in a text; -1 if nowhere. @param {string} text @param {string} word */
function placeOf(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return at;
  return -1;
}

/** @param {Page} page @param {Entry} entry @param {string[]} words @returns {Hit | null} */
function hitIn(page, entry, words) {
  const [, figure, heading, text, heads] = entry;
  const [title, body] = [folded(heading), folded(text)];
  let rank = figure ? 1 : 2;
  let [at, length] = [-1, 0];
  for (const word of words) {
    const there = placeOf(body, word);
    if (HEAD.test(word) ? !heads.split(" ").includes(word) : there < 0 && placeOf(title, word) < 0) return null;
    if (placeOf(title, word) >= 0) rank -= 0.5;
    if (at < 0 && there >= 0) [at, length] = [there, word.length];
  }
  return { page, entry, at, length, rank };
}

/** @param {Page[]} all @param {string} query @returns {Hit[]} */
export function find(all, query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const hits = all.flatMap((page) => page.entries.map((entry) => hitIn(page, entry, words))).filter((hit) => hit !== null);
  return hits.sort((a, b) => a.rank - b.rank);
}

/** @param {Hit} hit */
function shown({ page, entry: [id, figure, heading, text], at, length }) {
  const start = Math.max(0, at - AROUND);
  const before = (start > 0 ? "…" : "") + text.slice(start, Math.max(0, at));
  const found = at < 0 ? "" : text.slice(at, at + length);
  const after = text.slice(at < 0 ? 0 : at + length, (at < 0 ? 0 : at + length) + 2 * AROUND);
  const here = page.page === decodeURIComponent(location.pathname.split("/").pop() ?? "");
  return el(
    "li",
    {},
    el(
      "a",
      { href: `${here ? "" : encodeURIComponent(page.page)}#${encodeURIComponent(id)}` },
      el("b", {}, heading || page.title),
      el("small", {}, figure ? `${page.title} · figure` : page.title),
      el("span", {}, before, found ? el("mark", {}, found) : "", after, after.length < 2 * AROUND ? "" : "…"),
    ),
  );
}

function makeDialog() {
  const input = el("input", {
    type: "text",
    enterkeyhint: "search",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "A word, or a head such as 18.6",
  });
  const said = el("p", { class: "said", role: "status" });
  const list = el("ol");
  const dialog = el(
    "dialog",
    { class: "search", "aria-label": "Search the course" },
    el(
      "form",
      { method: "dialog" },
      el("label", {}, el("span", { class: "av-unseen" }, "Search all chapters"), input),
      el("button", { value: "close" }, "Close"),
    ),
    said,
    list,
  );
  const search = async () => {
    const query = input.value.trim();
    try {
      const all = await pages();
      if (query !== input.value.trim()) return; // typed on meanwhile
      const hits = find(all, query);
      const [figures, most] = [hits.filter((hit) => hit.entry[1]).length, hits.slice(0, MOST)];
      said.textContent = !query
        ? `${all.length} ${all.length === 1 ? "page" : "pages"} to search.`
        : hits.length
          ? `${hits.length} found, ${figures} of them figures.${hits.length > MOST ? ` The first ${MOST}:` : ""}`
          : `Nothing found for “${query}”. ${HEAD.test(query) ? "No figure or text names that head." : "All words have to stand in one passage; try fewer, or the beginning of one."}`;
      list.replaceChildren(...most.map(shown));
    } catch (error) {
      said.textContent = `Nothing can be searched: ${error instanceof Error ? error.message : error}.`;
    }
  };
  input.addEventListener("input", search);
  dialog.addEventListener("close", () => input.blur()); // or the next slash would be taken for one that is typed into it
  list.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => walk(event, input, list));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return { dialog, input, search };
}

/**
 * The arrow keys go through what was found; Enter in the field opens the first.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
function walk(event, input, list) {
  const links = Array.from(list.querySelectorAll("a"));
  const now = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  if (event.key === "Enter" && event.target === input) {
    event.preventDefault();
    links[0]?.click();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = now + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0) input.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  }
}

export function offerSearch() {
  const choices = document.querySelector(".choices");
  if (!choices) return;
  /** @type {ReturnType<typeof makeDialog> | undefined} */
  let made;
  const open = () => {
    made ??= makeDialog();
    if (!made.dialog.isConnected) document.body.append(made.dialog);
    made.dialog.showModal();
    made.input.select();
    made.search();
  };
  choices.prepend(el("button", { type: "button", id: "search", click: open }, "Search ", el("kbd", { "aria-hidden": "true" }, "/")));
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (
      event.key !== "/" ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      target.isContentEditable ||
      /^(input|textarea|select)$/i.test(target.tagName)
    )
      return;
    event.preventDefault();
    open();
  });
}
