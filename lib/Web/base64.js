/* Bytes as they lie in pages and scripts. */

/** @param {string} text In base64. @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(text) {
  const decode = Reflect.get(Uint8Array, "fromBase64"); // newer than some browsers
  return decode ? decode.call(Uint8Array, text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
