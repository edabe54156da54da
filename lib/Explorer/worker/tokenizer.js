// Byte-level BPE (Sennrich et al. 2016, Radford et al. 2019): text to token ids as the course's library does it.
import { CHARACTER_OF_BYTE, UTF8, entryText } from "./byteLevel.js";
import { Merges } from "./merges.js";
import { TokenIds } from "./tokenIds.js";

/**
 * @typedef {object} Vocabulary
 * @property {string[]} tokens In byte-level writing, by id.
 * @property {Iterable<string> & {length: number}} merges In order of rank, two tokens with a space between.
 * @property {number[]} special Ids of tokens that are recognised as wholes.
 * @property {number} bos The id of the token put in front.
 * @property {boolean} splitDigits Whether each digit is a piece of its own.
 */

// Letters and digits beyond U+FFFF count as signs, since .NET's expressions see their halves.
const LETTER = "[\\p{L}--[\\u{10000}-\\u{10FFFF}]]";
const DIGIT = "[\\p{N}--[\\u{10000}-\\u{10FFFF}]]";
const SIGN = `[^\\p{White_Space}${LETTER}${DIGIT}]`;
const SHORT_FORM = "'(?:s|t|re|ve|m|ll|d)";
const GPT2_PIECES = new RegExp(
  `${SHORT_FORM}| ?${LETTER}+| ?${DIGIT}+| ?${SIGN}+|\\p{White_Space}+(?!\\P{White_Space})|\\p{White_Space}+`,
  "gv",
);
// The same after every digit has been cut out, so that a run of spaces may end at a digit.
const PIECES_DIGITS_APART = new RegExp(
  `${SHORT_FORM}| ?${LETTER}+|${DIGIT}| ?${SIGN}+|\\p{White_Space}+(?![^\\p{White_Space}${DIGIT}])|\\p{White_Space}+`,
  "gv",
);

export class Tokenizer {
  /** @param {Vocabulary} vocabulary */
  constructor(vocabulary) {
    this.tokens = vocabulary.tokens;
    this.bos = vocabulary.bos;
    this.pieces = vocabulary.splitDigits ? PIECES_DIGITS_APART : GPT2_PIECES;
    const ids = new TokenIds(this.tokens);
    this.merges = new Merges(vocabulary.merges, ids);
    this.idOfByte = CHARACTER_OF_BYTE.map((character) => ids.of(character) ?? -1); // some vocabularies lack a few bytes
    this.special = new Map(vocabulary.special.map((id) => [this.tokens[id], id]));
    const names = [...this.special.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
    this.specialPattern = names.length ? new RegExp(`(${names.join("|")})`, "u") : null;
  }

  /**
   * @param {string} text
   * @returns {number[]}
   */
  encode(text) {
    /** @type {number[]} */
    const ids = [];
    for (const part of this.specialPattern ? text.split(this.specialPattern) : [text]) {
      const special = this.special.get(part);
      if (special !== undefined) ids.push(special);
      else for (const piece of part.match(this.pieces) ?? []) this.encodePiece(piece, ids);
    }
    return ids;
  }

  /**
   * Merges the pair of lowest rank, all of its kind at once, until no pair has a rank.
   * @param {string} piece
   * @param {number[]} ids
   */
  encodePiece(piece, ids) {
    let parts = Array.from(UTF8.encode(piece), (byte) => this.idOfByte[byte]).filter((id) => id >= 0); // what the vocabulary lacks is left out, as in the library
    for (let best = this.lowestRank(parts); best < Infinity; best = this.lowestRank(parts)) {
      const merged = [];
      for (let i = 0; i < parts.length; i++) {
        const fits = i + 1 < parts.length && this.merges.rank(parts[i], parts[i + 1]) === best;
        merged.push(fits ? this.merges.ids[best] : parts[i]);
        if (fits) i++;
      }
      parts = merged;
    }
    ids.push(...parts);
  }

  /** @param {number[]} parts */
  lowestRank(parts) {
    let best = Infinity;
    for (let i = 0; i + 1 < parts.length; i++) best = Math.min(best, this.merges.rank(parts[i], parts[i + 1]));
    return best;
  }

  /** @param {number} id */
  textOf(id) {
    const token = this.tokens[id];
    return this.special.has(token) ? token : entryText(token);
  }
}
