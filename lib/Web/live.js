/* The reader's own sentence in a figure, run by the real model in the page. */

/** @typedef {{heads: (data: any) => string[] | null, apply: (data: any, trace: import("./weights.js").TraceData) => any}} Own Which heads a view needs of another sentence (null: all), and its data with them. */
export {};
