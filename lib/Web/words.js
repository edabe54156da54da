/* Tokens and numbers as people read them. */

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter() : null;

/** What readers see as one letter each. @param {string} text */
function letters(text) {
  return segmenter ? [...segmenter.segment(text)].map((part) => part.segment) : Array.from(text);
}

/**
 * A token without its leading space: what cannot be seen made visible, long ones cut. For labels; in a sentence take `quoted`.
 * @param {string} text
 */
export function word(text, longest = 14) {
  const inner = text.replace(/^ +| +$/g, "");
  if (inner === "") return "␣".repeat(Math.min(8, Math.max(1, text.length)));
  const seen = inner
    .replace(/\n/g, "⏎")
    .replace(/\t/g, "⇥")
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "·");
  if (seen.length <= longest) return seen; // a segmenter costs memory each time
  const parts = letters(seen);
  return (parts.length > longest ? parts.slice(0, longest - 1).join("") + "…" : seen).slice(0, 80);
}

/** A token inside running text: its direction stays inside the quotation marks. @param {string} text */
export function quoted(text, longest = 14) {
  return `“\u2068${word(text, longest)}\u2069”`;
}

/** @param {number | null} weight */
export function number(weight) {
  if (weight === null || !Number.isFinite(weight)) return "not a number";
  return weight
    .toFixed(2)
    .replace(/^(-?)0\./, "$1.")
    .replace("-", "−");
}

/** @param {number} share */
export function percent(share) {
  return Number.isFinite(share) ? `${Math.round(share * 100)} %` : "an unknown share";
}

/** An effect with its sign. @param {number | null} effect @param {number} [digits] */
export function signed(effect, digits = 2) {
  if (effect === null || !Number.isFinite(effect)) return "not measured";
  const size = Math.abs(effect).toFixed(digits);
  return Number(size) === 0 ? size : `${effect > 0 ? "+" : "−"}${size}`;
}
