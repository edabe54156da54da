/** The scripts of the worker as one text; build.js puts it in. */
declare const WORKER_SOURCE: string;

declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
