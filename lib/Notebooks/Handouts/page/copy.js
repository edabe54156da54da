/* Links to headings and figures, cells and the citation go to the clipboard. */
import { el } from "../../../Web/dom.js";
import { sayOnce } from "./said.js";

/** @param {string} text @param {string} what */
async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Some browsers give pages from disk no clipboard; the old way works there.
    const field = el("textarea", { style: "position:fixed;opacity:0", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  sayOnce(`${what} copied`);
}

/** A link goes where it leads, and is in the clipboard. */
function offerLinks() {
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.(".anchor, .figure-number");
    if (link) copy(new URL(link.getAttribute("href") ?? "", location.href).href, "Link");
  });
}

/** Each cell's code can be copied, once it is unfolded. */
function offerCells() {
  for (const cell of document.querySelectorAll("details.input")) {
    const code = cell.querySelector("pre.code");
    if (code) cell.append(el("button", { type: "button", class: "copy", click: () => copy(code.textContent ?? "", "Code") }, "Copy"));
  }
}

function offerCitation() {
  const text = document.getElementById("citation");
  if (!text) return;
  text.after(
    el(
      "p",
      {},
      el(
        "button",
        { type: "button", class: "copy cited", click: () => copy(`${text.textContent} ${location.href.split("#")[0]}`, "Citation") },
        "Copy",
      ),
    ),
  );
}

export function offerCopies() {
  offerLinks();
  offerCells();
  offerCitation();
}
