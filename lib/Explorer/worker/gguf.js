// GGUF, version 3: metadata and the directory of tensors, from the first megabytes of a file.
import { WEIGHT_TYPES, rowBytes } from "./blocks.js";
import { FROM_UTF8 } from "./byteLevel.js";

/** @typedef {import("./blocks.js").WeightType} WeightType */

/**
 * @typedef {object} StoredTensor
 * @property {WeightType} type
 * @property {number[]} shape Slowest axis first.
 * @property {number} at Its first byte in the file.
 */
/**
 * @typedef {object} GgufHeader
 * @property {Map<string, any>} metadata
 * @property {Map<string, StoredTensor>} tensors
 */

const GGUF_LONGEST_HEADER = 64 * 1024 * 1024;

/** The bytes that were read end before the header does. */
class HeaderCutOff extends Error {}

class GgufReader {
  /**
   * @param {ArrayBuffer} start The file's first bytes.
   * @param {number} size The whole file's length.
   */
  constructor(start, size) {
    this.view = new DataView(start);
    this.bytes = new Uint8Array(start);
    /**
     * Of one text after the other. The browser's decoder keeps a second copy of each text outside, some 10 MB of the 100,000 of a
     * vocabulary.
     * @type {number[]}
     */
    this.codes = [];
    this.size = size;
    this.at = 0;
  }

  /** Passes over bytes and says where they begin. @param {number} count */
  skip(count) {
    const from = this.at;
    if (from + count > this.size) throw new Error(`The file ends inside its header, at byte ${this.size}. Is the download complete?`);
    if (from + count > this.view.byteLength) throw new HeaderCutOff();
    this.at = from + count;
    return from;
  }

  u32() {
    return this.view.getUint32(this.skip(4), true);
  }

  u64() {
    const at = this.skip(8);
    return this.view.getUint32(at, true) + this.view.getUint32(at + 4, true) * 2 ** 32;
  }

  count() {
    const count = this.u64();
    if (count > this.size) throw new Error(`The header claims ${count} of something, more than the file has bytes.`);
    return count;
  }

  string() {
    const length = this.count(),
      from = this.skip(length),
      { bytes, codes } = this;
    codes.length = 0;
    for (let at = from; at < from + length; at++) {
      if (bytes[at] >= 0xe0 || length > 1000) return FROM_UTF8.decode(bytes.subarray(from, from + length));
      codes.push(bytes[at] < 0x80 ? bytes[at] : ((bytes[at] & 0x1f) << 6) | (bytes[++at] & 0x3f));
    }
    return String.fromCharCode(...codes);
  }

  /**
   * @param {number} type
   * @returns {any}
   */
  value(type) {
    const { view } = this;
    switch (type) {
      case 0:
      case 7:
        return view.getUint8(this.skip(1));
      case 1:
        return view.getInt8(this.skip(1));
      case 2:
        return view.getUint16(this.skip(2), true);
      case 3:
        return view.getInt16(this.skip(2), true);
      case 4:
        return this.u32();
      case 5:
        return view.getInt32(this.skip(4), true);
      case 6:
        return view.getFloat32(this.skip(4), true);
      case 8:
        return this.string();
      case 9:
        return this.array();
      case 10:
        return this.u64();
      case 11:
        return Number(view.getBigInt64(this.skip(8), true));
      case 12:
        return view.getFloat64(this.skip(8), true);
      default:
        throw new Error(`The header has a value of the unknown type ${type}.`);
    }
  }

  array() {
    const type = this.u32();
    if (type === 9) throw new Error("The header has lists inside lists.");
    if (type === 8) return this.strings();
    const values = [];
    for (let left = this.count(); left > 0; left--) values.push(this.value(type));
    return values;
  }

  /** A list of texts, which are read when it is gone through: a vocabulary and its merges would take some 10 MB at once. */
  strings() {
    const length = this.count(),
      reader = new GgufReader(this.view.buffer, this.size),
      from = this.at;
    for (let left = length; left > 0; left--) this.skip(this.count());
    return {
      length,
      *[Symbol.iterator]() {
        reader.at = from;
        for (let left = length; left > 0; left--) yield reader.string();
      },
    };
  }

  /** @returns {[string, StoredTensor]} */
  tensor() {
    const name = this.string();
    const axes = this.u32();
    if (axes < 1 || axes > 4) throw new Error(`The tensor ${name} has ${axes} axes.`);
    const shape = Array.from({ length: axes }, () => this.count()).reverse();
    const id = this.u32();
    const type = Object.values(WEIGHT_TYPES).find((known) => known.id === id);
    if (!type) throw new Error(`The tensor ${name} is of GGUF's type ${id}. This page reads ${Object.keys(WEIGHT_TYPES).join(", ")}.`);
    if (shape[axes - 1] % type.size) throw new Error(`The rows of ${name} are not whole blocks of ${type.name}.`);
    return [name, { type, shape, at: this.u64() }];
  }
}

/**
 * @param {ArrayBuffer} start
 * @param {number} size
 * @returns {GgufHeader}
 */
function parseGguf(start, size) {
  const reader = new GgufReader(start, size);
  if (reader.u32() !== 0x46554747) throw new Error("This is not a model in a GGUF file.");
  const version = reader.u32();
  if (version !== 3) throw new Error(`This is version ${version} of GGUF; this page reads version 3.`);
  const tensorCount = reader.count();
  const metadata = new Map();
  for (let left = reader.count(); left > 0; left--) {
    const key = reader.string();
    metadata.set(key, reader.value(reader.u32()));
  }
  const tensors = new Map(Array.from({ length: tensorCount }, () => reader.tensor()));
  const alignment = metadata.get("general.alignment") ?? 32;
  const data = Math.ceil(reader.at / alignment) * alignment;
  for (const [name, tensor] of tensors) {
    tensor.at += data;
    if (tensor.at + tensorBytes(tensor) > size) throw new Error(`The file ends before its tensor ${name} does. Is the download complete?`);
  }
  return { metadata, tensors };
}

/** @param {StoredTensor} tensor */
function tensorBytes({ type, shape }) {
  return rowBytes(
    type,
    shape.reduce((a, b) => a * b, 1),
  );
}

/**
 * Reads as much of a file as its header takes.
 * @param {Blob} file
 */
export async function readGgufHeader(file) {
  for (let length = 2 * 1024 * 1024; ; length *= 2) {
    try {
      return parseGguf(await file.slice(0, length).arrayBuffer(), file.size);
    } catch (error) {
      if (!(error instanceof HeaderCutOff)) throw error;
      if (length >= GGUF_LONGEST_HEADER) throw new Error("The file's header is longer than 64 MB.");
    }
  }
}
