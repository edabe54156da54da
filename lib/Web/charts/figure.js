/* A chart as Plotly takes it, and what its maker says of it for laying it out. */

/**
 * @typedef {Record<string, any>} Axis
 * @typedef {{type: string, meta?: string, z?: (number | null)[][], zmin?: number, zmax?: number, x?: any[], y?: any[], text?: string[], textfont?: any, name?: string, line?: any, marker?: any, colorbar?: any, [key: string]: any}} Trace
 * @typedef {{kind?: "patterns" | "map" | "bars" | "lines" | "points", words?: string[][], titles?: string[][], named?: string[]}} Meta
 * @typedef {{data: Trace[], layout: Record<string, any> & {meta?: Meta}}} Chart
 */

/** The key of a panel's axis in the layout. @param {"x" | "y"} axis @param {number} panel */
export function axisKey(axis, panel) {
  return `${axis}axis${panel ? panel + 1 : ""}`;
}

/**
 * The letters that fit a width, as lines; words are not broken.
 * @param {string} text
 * @param {number} width
 * @param {(text: string) => number} widthOf
 */
export function wrapped(text, width, widthOf) {
  const lines = [""];
  for (const part of text.split(" ")) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${part}` : part;
    if (widthOf(longer) <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

/** What Plotly shows for a text: entities undone, tags taken out. @param {string} text */
export function plain(text) {
  return text
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
