// A pattern that no model made: distance and a few rules of thumb about English. It shows how far such rules go.
// The same rules in C#: Measures/SimulatedAttention.cs; a test holds the two together.

export const SIMULATED_REACH = 2.5;
const FUNCTION_WORDS = new Set("the a an of to in on at by for with from and or but that which is was were are be".split(" "));
const DETERMINERS = new Set("the a an my your her his its our their this that these those".split(" "));
const PREPOSITIONS = new Set("on in at across over with from by of to under near into".split(" "));
const PARTNERS = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
  ["”", "“"],
  ['"', '"'],
]);
const IRREGULAR_VERBS = new Set("sat said left ran was were is are had has saw went came took gave ate".split(" "));

/** @param {string} word */
export function looksLikeVerb(word) {
  return IRREGULAR_VERBS.has(word) || (word.length > 4 && /(ed|s)$/.test(word));
}

/**
 * How much one word would look at an earlier one.
 * @param {string} from
 * @param {string} to
 * @param {number} distance
 * @param {number} reach Tokens over which weight falls to a third.
 */
export function simulatedPull(from, to, distance, reach) {
  let pull = Math.exp(-distance / reach) * (distance === 0 ? 0.5 : 1);
  if (distance === 0) return pull;
  if (FUNCTION_WORDS.has(to)) pull *= 0.4;
  if (to === from) pull += 0.6;
  if (PARTNERS.get(from) === to) pull += 2;
  if (looksLikeVerb(from) && !FUNCTION_WORDS.has(to)) pull += 0.8 / distance;
  if (!FUNCTION_WORDS.has(from) && DETERMINERS.has(to) && distance <= 3) pull += 0.3;
  if (PREPOSITIONS.has(from) && looksLikeVerb(to)) pull += 0.7;
  return pull;
}

/** Words as the rules compare them. @param {string[]} texts */
export function simulatedWords(texts) {
  return texts.map((text) => text.trim().toLowerCase());
}

/**
 * The weights of one word, which sum to 1. The token put in front gets nothing, except from itself.
 * @param {string[]} words
 * @param {number} q
 * @param {boolean} bos Whether the first is a token put in front.
 * @param {number} reach Tokens over which weight falls to a third.
 * @param {number[]} row Takes the weights.
 */
export function simulatedRow(words, q, bos, reach, row) {
  let total = 0;
  for (let k = 0; k <= q; k++) total += row[k] = bos && k === 0 && q > 0 ? 0 : simulatedPull(words[q], words[k], q - k, reach);
  for (let k = 0; k <= q; k++) row[k] /= total;
  return row;
}

/**
 * The rows of all words.
 * @param {string[]} texts
 * @param {boolean} bos
 * @param {number} [reach]
 */
export function simulatedPattern(texts, bos, reach = SIMULATED_REACH) {
  const words = simulatedWords(texts);
  return words.map((_, q) => simulatedRow(words, q, bos, reach, []));
}
