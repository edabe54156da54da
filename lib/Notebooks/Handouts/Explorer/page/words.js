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
    this.first = 0;
  }

  /**
   * @param {string[]} texts
   * @param {number} first The first token that is shown.
   * @param {number} current
   */
  fill(texts, first, current) {
    const focused = this.line.contains(document.activeElement);
    this.first = first;
    this.words = texts.slice(first).map((text, i) => this.word(text, i + first));
    this.line.replaceChildren(...this.words);
    rove(this.words, texts.length, Math.max(0, current - first));
    if (focused) this.words[Math.max(0, current - first)]?.focus();
  }

  /**
   * @param {string} text
   * @param {number} token
   */
  word(text, token) {
    const word = element("button", { type: "button", class: "word" }, element("bdi", { class: "token" }, shown(text)), element("span", { class: "unseen" }), element("span", { class: "share" }));
    word.onpointerenter = word.onfocus = () => this.onPoint(token);
    word.onclick = () => this.onPin(token);
    return word;
  }

  /**
   * @param {Pattern} pattern
   * @param {number} query
   */
  show(pattern, query) {
    this.words.forEach((word, i) => {
      const key = i + this.first, later = key > query, weight = later ? 0 : pattern.at(query, key);
      word.style.backgroundColor = later ? "" : weightColour(weight);
      word.style.color = later ? "" : weightInk(weight);
      word.classList.toggle("later", later);
      word.classList.toggle("source", key === query);
      const text = later ? "" : decimals(weight);
      /** @type {HTMLElement} */ (word.children[1]).textContent = later ? "" : ", weight ";
      /** @type {HTMLElement} */ (word.children[2]).textContent = text;
      word.setAttribute("aria-pressed", String(key === query));
    });
  }
}
