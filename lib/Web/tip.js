/* What is pointed at, said where it is pointed at. One for the whole page. */
import { el } from "./dom.js";

/** @type {HTMLElement | null} */
let tip = null;

/**
 * @param {string} text
 * @param {DOMRect} at What is pointed at.
 */
export function showTip(text, at) {
  tip ??= el("div", { class: "av-tip", "aria-hidden": "true" });
  if (!tip.isConnected) document.body.append(tip);
  tip.textContent = text;
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(4, Math.min(at.left + at.width / 2 - width / 2, document.documentElement.clientWidth - width - 4));
  const above = at.top - height - 8;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(above > 4 ? above : at.bottom + 8) + scrollY}px`;
}

export function hideTip() {
  if (tip) tip.hidden = true;
}

addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
