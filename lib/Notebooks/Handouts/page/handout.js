/* A page comes alive: charts are drawn as they come near, in the page's own colours; the reader's choices are remembered. All else works without it. */
import { drawChart } from "../../../Web/charts/draw.js";
import { offerCards } from "./cards.js";
import { offerCopies } from "./copy.js";
import { offerSearch } from "./search.js";

const SCHEMES = ["", "light", "dark"];
const SCHEME_NAMES = ["Light or dark: as the system", "Light", "Dark"];

/** What the browser keeps; some keep nothing for pages from disk. @param {string} name */
function kept(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} name @param {string} value */
function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch { /* chosen for this page alone */ }
}

/** @type {Promise<any> | undefined} */
let loading;

/** Plotly, from the file beside the page, when it is first needed. @returns {Promise<any>} */
function plotly() {
  loading ??= new Promise((resolve, reject) => {
    const there = Reflect.get(window, "Plotly");
    if (there) return resolve(there);
    const script = document.createElement("script");
    script.src = "plotly-cartesian.min.js";
    script.onload = () => resolve(Reflect.get(window, "Plotly"));
    script.onerror = () => reject(new Error("plotly-cartesian.min.js does not lie beside this page."));
    document.head.append(script);
  });
  return loading;
}

/** @param {HTMLElement} place */
async function draw(place) {
  if (place.dataset.drawn) return;
  place.dataset.drawn = "yes";
  const data = place.querySelector("script")?.textContent ?? "{}";
  try {
    const library = await plotly();
    place.style.minHeight = "";
    drawChart(place, { data: [], layout: {}, ...JSON.parse(data) }, library);
  } catch (error) {
    place.textContent = `${place.getAttribute("aria-label")} (The drawing is missing: ${error instanceof Error ? error.message : error})`;
  }
}

/** Draws what comes near, and the rest when the page has nothing else to do, so that print and search find it. */
function drawCharts() {
  const places = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(".plot")));
  if (!places.length) return;
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) draw(/** @type {HTMLElement} */ (entry.target));
  }, { rootMargin: "600px" });
  places.forEach((place) => near.observe(place));
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  const rest = async () => {
    const next = places.find((place) => !place.dataset.drawn);
    if (!next) return;
    await draw(next);
    idle(rest);
  };
  addEventListener("load", () => setTimeout(() => idle(rest), 1500));
}

/** The button that goes through light, dark and the system's choice. */
function offerSchemes() {
  const button = document.getElementById("scheme");
  if (!button) return;
  const show = (/** @type {string} */ scheme) => {
    document.documentElement.dataset.scheme = scheme;
    button.textContent = SCHEME_NAMES[SCHEMES.indexOf(scheme)] ?? SCHEME_NAMES[0];
    dispatchEvent(new Event("coursescheme"));
  };
  button.addEventListener("click", () => {
    const next = SCHEMES[(SCHEMES.indexOf(document.documentElement.dataset.scheme ?? "") + 1) % SCHEMES.length];
    keep("scheme", next);
    show(next);
  });
  show(kept("scheme"));
}

/** The switch that unfolds all code. */
function offerCode() {
  const button = document.getElementById("all-code");
  if (!button) return;
  const show = (/** @type {boolean} */ on) => {
    button.setAttribute("aria-pressed", String(on));
    document.querySelectorAll("details.input").forEach((details) => details.toggleAttribute("open", on));
  };
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    keep("code", on ? "shown" : "");
    show(on);
  });
  show(kept("code") === "shown");
}

/** Marks where in the page the reader is. */
function followContents() {
  const links = new Map(Array.from(document.querySelectorAll(".contents a"), (link) => [decodeURIComponent(link.getAttribute("href")?.slice(1) ?? ""), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute("aria-current"));
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "0px 0px -70% 0px" });
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) seen.observe(heading);
  }
}

/** What scrolls can be reached with Tab, so that the arrow keys scroll it; what fits is no stop on the way. */
function reachScrolled() {
  for (const box of document.querySelectorAll("pre, .output, .cell, table, math")) {
    const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    const clips = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
    if (scrolls && clips) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  }
}

document.querySelectorAll(".choices").forEach((choices) => choices.removeAttribute("hidden"));
offerSchemes();
offerCode();
drawCharts();
followContents();
reachScrolled();
offerSearch();
offerCards();
offerCopies();
addEventListener("resize", reachScrolled);
document.addEventListener("toggle", reachScrolled, true);
