// The id of each token, found by its letters in place: pieces of 49,000 merges cut out to be looked up would be 6 MB of garbage.

export class TokenIds {
  /** @param {string[]} tokens By id. */
  constructor(tokens) {
    this.tokens = tokens;
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * tokens.length + 2))).fill(-1);
    tokens.forEach((token, id) => (this.slots[this.slotOf(token, 0, token.length, -1)] = id));
  }

  /**
   * The id of a part of a text; undefined if there is no such token.
   * @param {string} text
   * @param {number} [from]
   * @param {number} [to]
   * @param {number} [without] The place of a letter that is passed over.
   */
  of(text, from = 0, to = text.length, without = -1) {
    const id = this.slots[this.slotOf(text, from, to, without)];
    return id < 0 ? undefined : id;
  }

  /**
   * Where a token is, or would be.
   * @param {string} text
   * @param {number} from
   * @param {number} to
   * @param {number} without
   */
  slotOf(text, from, to, without) {
    let hash = 0;
    for (let i = from; i < to; i++) if (i !== without) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) + 0x9e3779b9;
    const { slots } = this,
      mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] >= 0 && !this.is(slots[slot], text, from, to, without)) slot = (slot + 1) & mask;
    return slot;
  }

  /**
   * @param {number} id
   * @param {string} text
   * @param {number} from
   * @param {number} to
   * @param {number} without
   */
  is(id, text, from, to, without) {
    const token = this.tokens[id];
    let at = 0;
    for (let i = from; i < to; i++) if (i !== without && token.charCodeAt(at++) !== text.charCodeAt(i)) return false;
    return at === token.length;
  }
}
