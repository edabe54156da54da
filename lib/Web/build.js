/* Bundles the scripts of pages and figures into bundles/. With a folder as argument it writes there instead, so that a test can compare. */
import { writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { drawingsStyle } from "./drawings.js";

const folder = process.argv[2] ?? new URL("bundles", import.meta.url).pathname;
const common = {
  bundle: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
};
const at = (/** @type {string} */ path) => new URL(path, import.meta.url).pathname;
// Where a notebook shows many figures, the first one's script stays.
const once = (/** @type {string} */ name) => ({
  banner: { js: `if(!window.${name}){` },
  globalName: name,
  footer: { js: `window.${name}=${name}}` },
});

await build({
  ...common,
  entryPoints: [at("../Attention/Figures/Views/views.js")],
  outfile: `${folder}/views.js`,
  ...once("AttentionViews"),
});
await build({ ...common, entryPoints: [at("charts/charts.js")], outfile: `${folder}/charts.js`, ...once("AttentionCharts") });
await build({ ...common, entryPoints: [at("../Notebooks/Handouts/page/handout.js")], outfile: `${folder}/handout.js` });
// The worker, in which models run, travels inside the scripts that start it.
const worker = await build({
  ...common,
  entryPoints: [at("../Explorer/worker/session.js")],
  loader: { ".wasm": "binary" },
  write: false,
});
const withWorker = { define: { WORKER_SOURCE: JSON.stringify(worker.outputFiles[0].text) } };
await build({
  ...common,
  ...withWorker,
  entryPoints: [at("live/engine.js")],
  outfile: `${folder}/engine.js`,
  globalName: "AttentionEngine",
  footer: { js: "window.AttentionEngine=AttentionEngine" },
});
await build({ ...common, ...withWorker, entryPoints: [at("../Explorer/page/explorer.js")], outfile: `${folder}/explorer.js` });
await writeFile(`${folder}/drawings.css`, drawingsStyle());
