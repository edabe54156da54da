/* A word on what was done: seen for two seconds, and heard by those who hear the page. */

/** @type {HTMLElement | undefined} */
let place;
let timer = 0;

/** @param {string} text */
export function sayOnce(text) {
  if (!place) {
    place = Object.assign(document.createElement("p"), { className: "said-once" });
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  const shown = place;
  clearTimeout(timer);
  shown.textContent = text;
  timer = window.setTimeout(() => {
    shown.textContent = "";
  }, 2000);
}
