/* A page comes alive: figures as they come near, in the page's own colours; the reader's choices are remembered. All else works without
   it. */
import { drawChart } from "../../../Web/charts/draw.js";
import { offerCards } from "./cards.js";
import { offerCopies } from "./copy.js";
import { offerSearch } from "./search.js";
import { modelBeside } from "../../../Web/live.js";
import { ask } from "../../../Web/ask.js";
import { keep, kept } from "../../../Web/kept.js";
import { dataOf, fromFile } from "../../../Web/files.js";

const SCHEMES = ["", "light", "dark"];
const SCHEME_NAMES = ["Colours: the system’s", "Colours: light", "Colours: dark"];

/**
 * Makes a figure live: what draws it and what it is drawn from is fetched now. Where that fails, the picture stays.
 * @param {HTMLElement} figure
 */
async function enliven(figure) {
  const place = /** @type {HTMLElement | null} */ (figure.querySelector(".plot"));
  const shown = place ?? figure;
  if (shown.dataset.drawn) return;
  await ask(figure);
  if (place) place.dataset.drawn = "yes";
  try {
    const [data, library] = await Promise.all([
      dataOf(figure),
      place ? fromFile("plotly-cartesian.min.js", "Plotly") : fromFile("views.js", "AttentionViews"),
    ]);
    if (!place) return library.mount(figure.id, data);
    place.style.minHeight = "";
    drawChart(place, { data: [], layout: {}, ...data }, library);
    if (data.layout?.meta?.kind === "patterns" && modelBeside()) (await fromFile("views.js", "AttentionViews")).offerForChart(figure, data);
  } catch (error) {
    const missing = document.createElement("p");
    missing.className = "av-note";
    missing.textContent = `${shown.querySelector(".av-picture") ? "A picture; the live figure" : `${shown.getAttribute("aria-label") ?? ""} The drawing`} is missing: ${error instanceof Error ? error.message : error}`;
    shown.append(missing);
  }
}

/** Makes figures live as they come near; until then, and on paper, their pictures stand there. */
function enlivenFigures() {
  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        near.unobserve(entry.target);
        enliven(/** @type {HTMLElement} */ (entry.target));
      }
    },
    { rootMargin: "400px" },
  );
  document.querySelectorAll("figure.av-figure, figure.av").forEach((figure) => near.observe(figure));
}

/** A link to a view names the figure and what is chosen in it: the browser alone would not find the figure. */
function followLink() {
  const [name, chosen] = location.hash.slice(1).split("?");
  if (chosen !== undefined) document.getElementById(name)?.scrollIntoView();
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

/** Marks where in the page the reader is: at the last heading that has passed the upper third of the window. */
function followContents() {
  const links = Array.from(document.querySelectorAll(".contents.beside a"), (link) => ({
    link,
    heading: document.getElementById(decodeURIComponent(link.getAttribute("href")?.slice(1) ?? "")),
  }));
  const mark = () => {
    // what is not laid out yet has not passed
    const passed = links.filter(
      ({ heading }) => heading?.getClientRects().length && heading.getBoundingClientRect().top < innerHeight * 0.3,
    );
    for (const one of links) {
      if (one === passed[passed.length - 1]) one.link.setAttribute("aria-current", "true");
      else one.link.removeAttribute("aria-current");
    }
  };
  const seen = new IntersectionObserver(mark, {
    rootMargin: "0px 0px -70% 0px",
  });
  for (const { heading } of links) if (heading) seen.observe(heading);
}

/** What scrolls can be reached with Tab, so that the arrow keys scroll it; what fits is no stop on the way. */
function reachScrolled() {
  for (const box of document.querySelectorAll("pre, .output, .cell, table, math, figure.scheme, .text > p")) {
    const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    const clips = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
    if (scrolls && clips) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  }
}

/** Begins when the page is there: the script stands where its first screen ends, and not at the end (PageFrame.cs). */
function begin() {
  document.querySelectorAll(".choices").forEach((choices) => choices.removeAttribute("hidden"));
  offerSchemes();
  offerCode();
  followLink();
  addEventListener("hashchange", followLink);
  // What asks first is covered before anybody sees it.
  document.querySelectorAll(".av-question").forEach((question) => ask(/** @type {HTMLElement} */ (question.parentElement)));
  offerSearch();
  offerCards();
  offerCopies();
  afterPaint(() => {
    enlivenFigures();
    followContents();
    reachScrolled();
  });
  addEventListener("resize", reachScrolled);
  document.addEventListener("toggle", reachScrolled, true);
}

// What fetches and draws, and what asks where things lie, begins when the page's first picture is painted; in a window that nobody sees,
// none ever is.
const afterPaint = document.hidden
  ? (/** @type {() => void} */ go) => go()
  : (/** @type {() => void} */ go) => requestAnimationFrame(() => setTimeout(go));
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
