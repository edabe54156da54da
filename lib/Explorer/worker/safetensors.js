// Safetensors: a length, a header in JSON, then the tensors.
import { WEIGHT_TYPES } from "./blocks.js";
import { FROM_UTF8 } from "./byteLevel.js";

/** @typedef {import("./gguf.js").StoredTensor} StoredTensor */

/**
 * @param {Uint8Array} bytes The whole file.
 * @returns {Map<string, StoredTensor>}
 */
export function parseSafetensors(bytes) {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  /** @type {Record<string, {dtype: string, shape: number[], data_offsets: [number, number]}>} */
  const header = JSON.parse(FROM_UTF8.decode(bytes.subarray(8, 8 + length)));
  const tensors = new Map();
  for (const [name, entry] of Object.entries(header)) {
    if (name !== "__metadata__")
      tensors.set(name, { type: WEIGHT_TYPES[entry.dtype], shape: entry.shape, at: 8 + length + entry.data_offsets[0] });
  }
  return tensors;
}
