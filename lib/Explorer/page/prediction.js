// @ts-check
// The five likeliest next tokens, and what their chances were before heads were switched off.

/**
 * @param {HTMLTableElement} table
 * @param {NextToken[]} next
 * @param {number} off How many heads are off.
 * @param {(text: string) => void} onAppend
 */
function showPrediction(table, next, off, onAppend) {
  const before = next.some((token) => token.before !== null);
  const heads = ["Token", off ? `${off} head${off > 1 ? "s" : ""} off` : "Probability", ...(before ? ["All heads on"] : [])];
  table.tHead?.replaceChildren(element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text))));
  table.tBodies[0].replaceChildren(
    ...next.map((token) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, nextWord(token.text, onAppend)),
        chanceCell(token.chance),
        ...(token.before === null ? [] : [chanceCell(token.before)]),
      ),
    ),
  );
}

/**
 * A word that is appended when it is clicked; a part of a character is not one.
 * @param {string} text
 * @param {(text: string) => void} onAppend
 */
function nextWord(text, onAppend) {
  const button = /** @type {HTMLButtonElement} */ (
    element(
      "button",
      { type: "button" },
      element("bdi", { class: "token" }, trimmed(text)),
      element("span", { class: "unseen" }, ", append it"),
    )
  );
  button.onclick = () => onAppend(text);
  button.disabled = /‹[0-9A-F]{2}›/.test(text) || text.startsWith("<|");
  return button;
}

/** @param {number} chance */
function chanceCell(chance) {
  const bar = element("span", { class: "bar", "aria-hidden": "true" });
  bar.style.width = `${Math.round(100 * (chance || 0))}%`;
  return element("td", { class: "chance" }, element("span", { class: "number" }, chance < 0.005 ? "< .01" : decimals(chance)), bar);
}
