/* The scale of weights as pixels, by the weight's byte: made once, for a long text has thousands of weights. */
import { table } from "../../Web/colours.js";
import { BYTE_ONE } from "../worker/packed.js";

const NOT_A_NUMBER = [200, 60, 120];

/** @param {import("../../Web/colours.js").Scheme} scheme */
function pixelsOf(scheme) {
  const steps = Array.from({ length: BYTE_ONE + 1 }, (_, i) => table(scheme)[Math.round((i / BYTE_ONE) * 255)].rgb);
  return new Uint32Array(Uint8Array.from([...steps, NOT_A_NUMBER].flatMap((rgb) => [...rgb, 255])).buffer);
}

export const PIXELS = { light: pixelsOf("light"), dark: pixelsOf("dark") };
