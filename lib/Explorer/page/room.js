/* The room that drawings have and the colours of the page. Asked once for each text, before anything of it is written: between what is
   written, each such question lays the page out anew, and six of those left a megabyte of garbage at every key. */
import { schemeOf } from "../../Web/scheme.js";
import { byId } from "./dom.js";

/** @type {{scheme: import("../../Web/colours.js").Scheme, width: number, simulated: number}} */
export const room = { scheme: "light", width: 0, simulated: 0 };

export function measureRoom() {
  const part = byId("simulated"),
    { paddingLeft, paddingRight } = getComputedStyle(part);
  room.scheme = schemeOf(document.body);
  room.width = byId("view").clientWidth;
  room.simulated = part.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight); // its own content may be out of sight and not laid out
}
