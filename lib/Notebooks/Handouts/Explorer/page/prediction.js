// @ts-check
// The five likeliest next tokens, and what their chances were before heads were switched off.

/**
 * @param {HTMLTableElement} table
 * @param {NextToken[]} next
 * @param {number} off How many heads are off.
 */
function showPrediction(table, next, off) {
  const before = next.some((token) => token.before !== null);
  const heads = ["Token", off ? `${off} head${off > 1 ? "s" : ""} off` : "Probability", ...(before ? ["All heads on"] : [])];
  table.tHead?.replaceChildren(element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text))));
  table.tBodies[0].replaceChildren(...next.map((token) => element("tr", {},
    element("th", { scope: "row" }, element("bdi", { class: "token" }, shown(token.text))),
    chanceCell(token.chance), ...(token.before === null ? [] : [chanceCell(token.before)]))));
}

/** @param {number} chance */
function chanceCell(chance) {
  const bar = element("span", { class: "bar", "aria-hidden": "true" });
  bar.style.width = `${Math.round(60 * (chance || 0))}px`;
  return element("td", {}, element("span", { class: "number" }, chance < 0.005 ? "< .01" : decimals(chance)), bar);
}
