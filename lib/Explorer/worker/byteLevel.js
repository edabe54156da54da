// GPT-2's alphabet: every byte as one visible character, in which vocabularies of byte-level BPE are written.

/** The character of each byte: printable Latin-1 itself, the others from U+0100 on, in order. */
export const CHARACTER_OF_BYTE = (() => {
  const characters = [];
  let next = 0x100;
  for (let b = 0; b < 256; b++) {
    const itself = (b >= 0x21 && b <= 0x7e) || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
    characters.push(String.fromCharCode(itself ? b : next++));
  }
  return characters;
})();

/** @type {Map<string, number>} */
const BYTE_OF_CHARACTER = new Map(CHARACTER_OF_BYTE.map((character, byte) => [character, byte]));

export const UTF8 = new TextEncoder();
export const FROM_UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The text of a vocabulary entry; where its bytes are no whole character, they stand there as ‹D7›.
 * @param {string} entry
 */
export function entryText(entry) {
  const bytes = Array.from(entry).flatMap((c) => {
    const byte = BYTE_OF_CHARACTER.get(c);
    return byte === undefined ? Array.from(UTF8.encode(c)) : [byte];
  });
  const text = FROM_UTF8.decode(Uint8Array.from(bytes));
  if (!text.includes("\uFFFD")) return text;
  return bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `‹${byte.toString(16).toUpperCase().padStart(2, "0")}›`)).join("");
}
