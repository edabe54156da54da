/* How well the reader guesses: kept on the page, and by the browser where it keeps anything. */
import { kept, keep } from "./kept.js";

const KEY = "guesses";

/** @returns {{hits: number, all: number}} */
function scoreSoFar() {
  const [hits, all] = kept(KEY).split("/").map(Number);
  return Number.isInteger(hits) && Number.isInteger(all) && hits >= 0 && hits <= all ? { hits, all } : { hits: 0, all: 0 };
}

/** Counts a guess, and says how many there were. @param {boolean} hit */
export function counted(hit) {
  const { hits, all } = scoreSoFar();
  const now = { hits: hits + (hit ? 1 : 0), all: all + 1 };
  keep(KEY, `${now.hits}/${now.all}`);
  return `Your guesses so far: ${now.hits} of ${now.all} right.`;
}
