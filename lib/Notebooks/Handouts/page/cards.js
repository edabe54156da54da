/* Words and papers show their explanation, which stands at the page's end, where they are pointed at, have the focus or are touched. */
import { el } from "../../../Web/dom.js";

const LEAVING = 250; // ms in which the pointer can come from the word to the card

/** @param {HTMLElement} card @param {Element} link */
function place(card, link) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = at.bottom + 6;
  const top = below + height > innerHeight && at.top - height - 6 > 0 ? at.top - height - 6 : below;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}

/** What a link leads to, to be shown elsewhere: without its id. @param {Element} link */
function explanation(link) {
  const entry = document.getElementById(link.getAttribute("href")?.slice(1) ?? "");
  if (!entry) return null;
  const copy = el("dl", { style: "margin:0" });
  for (const part of entry.children) copy.append(part.cloneNode(true));
  return copy;
}

export function offerCards() {
  const links = document.querySelectorAll("a.term, a.paper");
  if (!links.length) return;
  const card = el("div", { class: "card", id: "card", role: "tooltip", hidden: true });
  document.body.append(card);
  /** @type {Element | null} */
  let shown = null;
  let timer = 0;
  const hide = () => {
    card.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown = null;
  };
  const show = (/** @type {Element} */ link) => {
    clearTimeout(timer);
    const text = explanation(link);
    if (shown === link || !text) return;
    hide();
    card.replaceChildren(text);
    card.hidden = false;
    shown = link;
    link.setAttribute("aria-describedby", card.id);
    place(card, link);
  };
  const leave = () => {
    timer = window.setTimeout(hide, LEAVING);
  };
  for (const link of links) {
    link.addEventListener("pointerenter", (event) => {
      if (/** @type {PointerEvent} */ (event).pointerType === "mouse") show(link);
    });
    link.addEventListener("pointerleave", (event) => {
      if (/** @type {PointerEvent} */ (event).pointerType === "mouse") leave();
    });
    link.addEventListener("focus", () => {
      if (link.matches(":focus-visible")) show(link);
    });
    link.addEventListener("blur", leave);
    link.addEventListener("click", (event) => {
      if (/** @type {PointerEvent} */ (event).pointerType !== "touch") return hide();
      event.preventDefault(); // a finger has no other way to point
      if (shown === link) hide();
      else show(link);
    });
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", leave);
  card.addEventListener("focusin", () => clearTimeout(timer));
  card.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("pointerdown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (shown && !card.contains(target) && !shown.contains(target)) hide();
  });
}
