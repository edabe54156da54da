// @ts-check
// The sentence as a line of words: pointing at one, or moving the focus to it, shades the others by its weights.

class WordLine {
  /**
   * @param {HTMLElement} line
   * @param {(query: number) => void} onPoint
   * @param {(query: number) => void} onPin
   */
  constructor(line, onPoint, onPin) {
    this.line = line;
    this.onPoint = onPoint;
    this.onPin = onPin;
    /** @type {HTMLElement[]} */
    this.words = [];
    /** What each is painted with. @type {string[]} */
    this.colours = [];
    this.first = 0;
  }

  /**
   * @param {string[]} texts
   * @param {number} first The first token that is shown.
   * @param {number} current
   */
  fill(texts, first, current) {
    const focused = this.line.contains(document.activeElement),
      count = texts.length - first;
    this.first = first;
    while (this.words.length > count) this.drop();
    while (this.words.length < count) this.line.append(this.word(this.words.length));
    this.words.forEach((word, i) => setText(word.children[0], trimmed(texts[i + first])));
    rove(this.words, texts.length, Math.max(0, current - first));
    if (focused) this.words[Math.max(0, current - first)]?.focus();
  }

  /** A word less. */
  drop() {
    this.words.pop()?.remove();
    this.colours.length = this.words.length;
  }

  /** A word more, whatever its text. @param {number} place */
  word(place) {
    const word = element(
      "button",
      { type: "button", class: "word" },
      element("bdi", { class: "token" }),
      element("span", { class: "unseen" }),
      element("span", { class: "share" }),
    );
    word.onpointerenter = word.onfocus = () => this.onPoint(place + this.first);
    word.onclick = () => this.onPin(place + this.first);
    this.words.push(word);
    return word;
  }

  /**
   * @param {number} i
   * @param {string} colour
   * @param {string} ink
   */
  paint(i, colour, ink) {
    if (this.colours[i] === colour) return; // what is set is parsed anew, also where nothing changes
    this.colours[i] = colour;
    this.words[i].style.backgroundColor = colour;
    this.words[i].style.color = ink;
  }

  /**
   * @param {Pattern} pattern
   * @param {number} query
   */
  show(pattern, query) {
    this.words.forEach((word, i) => {
      const key = i + this.first,
        later = key > query,
        weight = later ? 0 : weightAt(pattern, query, key),
        none = weight < 0.005;
      this.paint(i, later ? "" : colourOf(weight), later ? "" : weightInk(weight));
      word.classList.toggle("later", later);
      word.classList.toggle("source", key === query);
      setText(word.children[1], none ? "" : ", weight ");
      setText(word.children[2], none ? "" : decimals(weight));
      setAttribute(word, "aria-pressed", String(key === query));
    });
  }
}
