/* Bundles the scripts of pages and figures into bundles/. With a folder as argument it writes there instead, so that a test can compare. */
import { readFile, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";
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
await build({ ...common, entryPoints: [at("arcs.js")], outfile: `${folder}/arcs.js`, globalName: "AttentionArcs" });
await build({ ...common, entryPoints: [at("charts/charts.js")], outfile: `${folder}/charts.js`, ...once("AttentionCharts") });
await build({ ...common, entryPoints: [at("../Notebooks/Handouts/page/handout.js")], outfile: `${folder}/handout.js` });
// The worker's scripts know each other by their order, as ExplorerPage.cs has it.
const WORKER = [
  "sha256",
  "byteLevel",
  "merges",
  "tokenizer",
  "packed",
  "thumbnails",
  "blocks",
  "store",
  "gguf",
  "safetensors",
  "plan",
  "attention",
  "transformer",
  "models",
  "session",
];
const workerAt = (/** @type {string} */ name) => readFile(at(`../Explorer/worker/${name}`));
const scripts = await Promise.all(WORKER.map(async (name) => (await workerAt(`${name}.js`)).toString("utf8")));
const kernel = `const KERNEL_BASE64 = "${(await workerAt("kernel.wasm")).toString("base64")}";\n`;
const { code } = await transform(kernel + scripts.join("\n"), { minify: true, target: "es2022", charset: "utf8", legalComments: "none" });
await build({
  ...common,
  entryPoints: [at("live/engine.js")],
  outfile: `${folder}/engine.js`,
  globalName: "AttentionEngine",
  footer: { js: "window.AttentionEngine=AttentionEngine" },
  define: { WORKER_SOURCE: JSON.stringify(code) },
});
await writeFile(`${folder}/drawings.css`, drawingsStyle());
