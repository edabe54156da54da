// How weights lie in files: the types that are read, and one row of each as f32.

/**
 * @typedef {object} WeightType
 * @property {string} name
 * @property {number} id As GGUF numbers it.
 * @property {number} size Weights in a block.
 * @property {number} bytes Bytes of a block.
 */

/** @type {Record<string, WeightType>} */
export const WEIGHT_TYPES = {
  F32: { name: "F32", id: 0, size: 1, bytes: 4 },
  Q4_1: { name: "Q4_1", id: 3, size: 32, bytes: 20 },
  Q8_0: { name: "Q8_0", id: 8, size: 32, bytes: 34 },
  BF16: { name: "BF16", id: 30, size: 1, bytes: 2 },
};

/**
 * @param {WeightType} type
 * @param {number} columns
 */
export function rowBytes(type, columns) {
  return (columns / type.size) * type.bytes;
}

/** Half precision to a number. @param {number} bits */
function halfToNumber(bits) {
  const exponent = (bits >> 10) & 31,
    fraction = bits & 1023;
  const size =
    exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction ? NaN : Infinity) : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}

/**
 * One row as f32.
 * @param {WeightType} type
 * @param {DataView} view
 * @param {number} at
 * @param {Float32Array} row
 */
export function unpackRow(type, view, at, row) {
  if (type.id === 3) unpackQ4(view, at, row);
  else if (type.id === 8) unpackQ8(view, at, row);
  else if (type.id === 0) for (let i = 0; i < row.length; i++) row[i] = view.getFloat32(at + 4 * i, true);
  else {
    const bits = new Uint32Array(row.buffer, row.byteOffset, row.length);
    for (let i = 0; i < row.length; i++) bits[i] = view.getUint16(at + 2 * i, true) << 16;
  }
}

/**
 * @param {DataView} view
 * @param {number} at
 * @param {Float32Array} row
 */
function unpackQ4(view, at, row) {
  for (let i = 0; i < row.length; i += 32, at += 20) {
    const scale = halfToNumber(view.getUint16(at, true)),
      shift = halfToNumber(view.getUint16(at + 2, true));
    for (let j = 0; j < 16; j++) {
      const both = view.getUint8(at + 4 + j);
      row[i + j] = scale * (both & 15) + shift;
      row[i + j + 16] = scale * (both >> 4) + shift;
    }
  }
}

/**
 * @param {DataView} view
 * @param {number} at
 * @param {Float32Array} row
 */
function unpackQ8(view, at, row) {
  for (let i = 0; i < row.length; i += 32, at += 34) {
    const scale = halfToNumber(view.getUint16(at, true));
    for (let j = 0; j < 32; j++) row[i + j] = scale * view.getInt8(at + 2 + j);
  }
}
