import { sheetDamaged, sheetTooLarge } from "../errors.ts";
import { richText } from "./rich-text.ts";

const BLOCK = 8_388_608;
const CACHE = 16_384;
const FIRST = 1024;
const MAX_CARRY = 16_000_000;

/**
 * The table of texts that cells point into. Texts lie as UTF-8 in large blocks and become strings only when a
 * cell asks for them: a million short texts cost their bytes and not a million objects.
 */
export class SharedTexts {
  readonly #file: string;
  #blocks: Buffer[] = [];
  #used = BLOCK;
  #starts = new Uint32Array(FIRST);
  #lengths = new Uint32Array(FIRST);
  #count = 0;
  #carry = "";
  #cachedIndex = new Int32Array(CACHE).fill(-1);
  #cached: string[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /** How many texts there are. */
  get count(): number {
    return this.#count;
  }

  /** Takes the next piece of the XML part. */
  push(piece: string): void {
    const xml = this.#carry + piece;
    let done = 0;
    for (;;) {
      const open = /<(?:[\w.-]+:)?si(?=[\s/>])[^>]*>/g;
      open.lastIndex = done;
      const match = open.exec(xml);
      if (match === null) {
        const last = xml.lastIndexOf("<");
        done = Math.max(done, last === -1 ? xml.length : last);
        break;
      }
      if (match[0].endsWith("/>")) {
        this.#add("");
        done = open.lastIndex;
        continue;
      }
      const name = match[0].slice(1, match[0].indexOf("si") + 2);
      const end = xml.indexOf(`</${name}`, open.lastIndex);
      if (end === -1) {
        done = match.index;
        break;
      }
      this.#add(richText(xml.slice(open.lastIndex, end)));
      done = end + name.length + 2;
    }
    this.#carry = xml.slice(done);
    if (this.#carry.length > MAX_CARRY) throw sheetTooLarge({ file: this.#file });
  }

  /** The text of an index; an index beyond the table means the file has lost texts. */
  get(index: number): string {
    if (!(index >= 0 && index < this.#count)) throw sheetDamaged({ file: this.#file });
    const slot = index % CACHE;
    if (this.#cachedIndex[slot] === index) return this.#cached[slot] ?? "";
    const start = this.#starts[index] ?? 0;
    const offset = start % BLOCK;
    const block = this.#blocks[Math.floor(start / BLOCK)];
    const text = block?.toString("utf8", offset, offset + (this.#lengths[index] ?? 0)) ?? "";
    this.#cachedIndex[slot] = index;
    this.#cached[slot] = text;
    return text;
  }

  #add(text: string): void {
    if (this.#count === this.#starts.length) this.#grow();
    const length = Buffer.byteLength(text);
    if (length > BLOCK) throw sheetTooLarge({ file: this.#file });
    if (this.#used + length > BLOCK) {
      this.#blocks.push(Buffer.allocUnsafeSlow(BLOCK));
      this.#used = 0;
    }
    this.#blocks.at(-1)?.write(text, this.#used);
    this.#starts[this.#count] = (this.#blocks.length - 1) * BLOCK + this.#used;
    this.#lengths[this.#count] = length;
    this.#count += 1;
    this.#used += length;
  }

  #grow(): void {
    const starts = new Uint32Array(this.#starts.length * 2);
    const lengths = new Uint32Array(this.#lengths.length * 2);
    starts.set(this.#starts);
    lengths.set(this.#lengths);
    this.#starts = starts;
    this.#lengths = lengths;
  }
}
