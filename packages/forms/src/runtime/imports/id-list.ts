const FIRST_SIZE = 1024;
/** An id is sixteen bytes: four numbers. */
const WIDTH = 4;

/** Record ids by number, sixteen bytes each: as text, a million of them would take 70 MB. */
export class IdList {
  #words = new Uint32Array(FIRST_SIZE * WIDTH);

  set(number: number, id: string): void {
    const start = number * WIDTH;
    if (start + WIDTH > this.#words.length) this.#grow(start + WIDTH);
    const hex = id.replaceAll("-", "");
    for (let word = 0; word < WIDTH; word += 1)
      this.#words[start + word] = Number.parseInt(hex.slice(word * 8, word * 8 + 8), 16);
  }

  /** The id that was set under the number, in lower case. */
  at(number: number): string {
    const start = number * WIDTH;
    const hex = Array.from(this.#words.subarray(start, start + WIDTH), (word) =>
      word.toString(16).padStart(8, "0"),
    ).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  #grow(least: number): void {
    const words = new Uint32Array(Math.max(this.#words.length * 2, least));
    words.set(this.#words);
    this.#words = words;
  }
}
