// Which pairs of tokens become one, in order of rank. Numbers in a table with open addressing: a map of 50,000 texts takes some 5 MB.

export class Merges {
  /**
   * @param {Iterable<string> & {length: number}} merges In order of rank, two tokens with a space between.
   * @param {import("./tokenIds.js").TokenIds} ids
   */
  constructor(merges, ids) {
    /** The token that each merge makes. */
    this.ids = new Int32Array(merges.length);
    this.pairs = new Int32Array(2 * merges.length);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * merges.length + 2))).fill(-1);
    let rank = 0;
    for (const merge of merges) {
      const space = merge.indexOf(" ", 1),
        left = ids.of(merge, 0, space),
        right = ids.of(merge, space + 1),
        made = ids.of(merge, 0, merge.length, space);
      if (left !== undefined && right !== undefined && made !== undefined) this.add(rank, left, right, made);
      rank++;
    }
  }

  /**
   * @param {number} rank
   * @param {number} left
   * @param {number} right
   * @param {number} made
   */
  add(rank, left, right, made) {
    const slot = this.slotOf(left, right);
    if (this.slots[slot] >= 0) return; // the lower rank counts
    this.slots[slot] = rank;
    this.pairs.set([left, right], 2 * rank);
    this.ids[rank] = made;
  }

  /**
   * The rank of a pair; infinite if it does not merge.
   * @param {number} left
   * @param {number} right
   */
  rank(left, right) {
    const rank = this.slots[this.slotOf(left, right)];
    return rank < 0 ? Infinity : rank;
  }

  /**
   * Where a pair is, or would be.
   * @param {number} left
   * @param {number} right
   */
  slotOf(left, right) {
    const { slots, pairs } = this,
      mask = slots.length - 1;
    let slot = ((Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 7) & mask;
    while (slots[slot] >= 0 && (pairs[2 * slots[slot]] !== left || pairs[2 * slots[slot] + 1] !== right)) slot = (slot + 1) & mask;
    return slot;
  }
}
