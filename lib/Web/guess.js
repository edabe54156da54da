/* Guess first: a figure that is marked so asks where a word will look, and shows the model then. */
import { el } from "./dom.js";
import { number, quoted } from "./words.js";
import { counted } from "./score.js";

/**
 * @param {import("./frame.js").Frame} frame
 * @param {{tokens: string[], query: number, weightOf: (token: number) => number, hideFirst: boolean, done: () => void}} question
 */
export function guess(frame, { tokens, query, weightOf, hideFirst, done }) {
  const asked = el(
    "p",
    {},
    query < 0
      ? ""
      : `Before you look: which word will ${quoted(tokens[query])} look at most? Click it, or choose it with the arrow keys and Enter.`,
  );
  const skip = el("button", { type: "button", click: () => tell("Shown without a guess.") }, "Just show me");
  const node = el("div", { class: "av-guess", role: "group", "aria-label": "Guess first" }, asked, skip);
  const tell = (/** @type {string} */ text) => {
    skip.remove();
    asked.textContent = text;
    frame.say(text);
    done();
  };
  const choose = (/** @type {number} */ token) => {
    const keys = Array.from({ length: query + 1 }, (_, key) => key).filter((key) => !(hideFirst && key === 0));
    const best = keys.reduce((most, key) => (weightOf(key) > weightOf(most) ? key : most), keys[0]);
    const given = token > query ? "a word cannot look at one that comes after it" : `it gets ${number(weightOf(token))}`;
    tell(
      `${token === best ? "Yes." : "No."} You said ${quoted(tokens[token])}: ${given}; most goes to ${quoted(tokens[best])}, ${number(weightOf(best))}. ${counted(token === best)}`,
    );
  };
  return { node, choose };
}
