// Makes dist/ from src/: the extension as one file for Node, the renderer as one module for the page of outputs.
// The renderer lays the course's charts out by lib/Web, so a change there is one here too.
// dist/ is committed, so that nobody needs npm to use the extension; a test makes it again and compares.
import { build } from "esbuild";

const shared = { bundle: true, target: "es2022", charset: "utf8", legalComments: "none", outdir: process.argv[2] ?? "dist" };
await build({ ...shared, entryPoints: { extension: "src/extension.ts" }, platform: "node", format: "cjs", external: ["vscode"] });
await build({ ...shared, entryPoints: { plotly: "src/plotly.ts" }, platform: "browser", format: "esm", loader: { ".css": "text" } });
