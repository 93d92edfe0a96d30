import { INITIAL_LETTERS, OTHER_LETTERS } from "./initial-letters.ts";
import { isSpace, plainText, windowLength } from "./search-windows.ts";

const FIRST_CHINESE = 0x4e00;
const LAST_CHINESE = 0x9fff;
const FIRST_UNITS = 8_192;
const FIRST_KEYS = 1_024;
/** A name with several characters of two readings is found by the combinations of the first two of them. */
const MOST_DOUBLE = 2;
const SPACE = 0x20;
const FIRST_CHARACTERS = 256;

const others = new Map<number, number>();
for (let index = 0; index < OTHER_LETTERS.length; index += 2) {
  others.set(OTHER_LETTERS.charCodeAt(index), OTHER_LETTERS.charCodeAt(index + 1));
}

/**
 * The different keys of one record after another. Keys are places in one array of character codes and not strings of
 * their own: a bulk write makes a hundred of them per row, and strings would take three times as long.
 */
export class KeyTable {
  /** The words of the record and of the readings of its names, one after another. */
  units = new Uint16Array(FIRST_UNITS);
  starts = new Uint32Array(FIRST_KEYS);
  lengths = new Uint8Array(FIRST_KEYS);
  count = 0;
  /** Keys but for those that others begin with; these have length 0 once `settle` was called. */
  kept = 0;
  #end = 0;
  /** Where in `#slots` each key stands. */
  #places = new Uint32Array(FIRST_KEYS);
  /** Number of a key, counted from 1; 0 is free. At least twice as many as keys. */
  #slots = new Uint32Array(FIRST_KEYS * 4);
  /** Keys that end with their word before they are as long as a window. */
  #short: number[] = [];
  /** The last key of each first character (its lower bits), counted from 1, and for each key the one before it. */
  #lasts = new Uint32Array(FIRST_CHARACTERS);
  #befores = new Uint32Array(FIRST_KEYS);

  /** Forgets the record. */
  clear(): void {
    for (let key = 0; key < this.count; key += 1) this.#slots[this.#places[key] ?? 0] = 0;
    this.count = 0;
    this.kept = 0;
    this.#end = 0;
    this.#short.length = 0;
    this.#lasts.fill(0);
  }

  /**
   * Takes out keys that another key of the record begins with: whoever looks for the beginning of a key finds that one.
   * Only what the end of a word has cut short can be the beginning of another.
   */
  settle(): void {
    this.kept = this.count;
    for (const key of this.#short) {
      if (!this.#isBeginning(key)) continue;
      this.lengths[key] = 0;
      this.kept -= 1;
    }
  }

  #isBeginning(key: number): boolean {
    const start = this.starts[key] ?? 0;
    const length = this.lengths[key] ?? 0;
    const first = (this.units[start] ?? 0) % FIRST_CHARACTERS;
    for (let other = this.#lasts[first] ?? 0; other !== 0; other = this.#befores[other - 1] ?? 0) {
      if ((this.lengths[other - 1] ?? 0) <= length) continue;
      const from = this.starts[other - 1] ?? 0;
      let at = 0;
      while (at < length && this.units[from + at] === this.units[start + at]) at += 1;
      if (at === length) return true;
    }
    return false;
  }

  /** Adds the keys of a text's words; of a name also those of the first letters of its reading. */
  addText(text: string, isName: boolean): void {
    const from = this.#end;
    const isChinese = this.#write(text);
    const to = this.#end;
    this.#addWords(from, to);
    if (isName && isChinese) this.#addReadings(from, to);
  }

  /** Writes a text as it is searched; true when it holds a Chinese character. */
  #write(text: string): boolean {
    const { length } = text;
    this.#makeRoom(length);
    const { units } = this;
    let at = this.#end;
    let isChinese = false;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= FIRST_CHINESE && code <= LAST_CHINESE) isChinese = true;
      // Only these are the same in every normal form.
      else if (code > 0x7f) return this.#writePlain(plainText(text));
      units[at] = code >= 65 && code <= 90 ? code + 32 : code;
      at += 1;
    }
    this.#end = at;
    return isChinese;
  }

  #writePlain(text: string): boolean {
    this.#makeRoom(text.length);
    let isChinese = false;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      isChinese ||= code >= FIRST_CHINESE && code <= LAST_CHINESE;
      this.units[this.#end] = code;
      this.#end += 1;
    }
    return isChinese;
  }

  #addWords(from: number, to: number): void {
    const { units } = this;
    let start = from;
    for (let at = from; at <= to; at += 1) {
      if (at < to && !isSpace(units[at] ?? SPACE)) continue;
      if (at > start) this.#addWindows(start, at);
      start = at + 1;
    }
  }

  /** See `windowLength`; characters outside the first plane take two places and count once. */
  #addWindows(from: number, to: number): void {
    for (let at = from; at < to; at = this.#after(at, to)) {
      let end = at;
      let left = windowLength(this.units[at] ?? 0);
      for (; left > 0 && end < to; left -= 1) end = this.#after(end, to);
      this.#addKey(at, end - at, left > 0);
    }
  }

  /** The place behind a character. */
  #after(at: number, to: number): number {
    const isHigh = ((this.units[at] ?? 0) & 0xfc00) === 0xd800;
    return isHigh && at + 1 < to && ((this.units[at + 1] ?? 0) & 0xfc00) === 0xdc00 ? at + 2 : at + 1;
  }

  #addReadings(from: number, to: number): void {
    const length = to - from;
    const double: number[] = [];
    for (let at = from; at < to && double.length < MOST_DOUBLE; at += 1)
      if (others.has(this.units[at] ?? 0)) double.push(at - from);
    for (let variant = 0; variant < 1 << double.length; variant += 1) {
      this.#makeRoom(length);
      const { units } = this;
      const start = this.#end;
      for (let index = 0; index < length; index += 1)
        units[start + index] = initialOf(units[from + index] ?? SPACE);
      for (const [bit, index] of double.entries())
        if (variant & (1 << bit)) units[start + index] = others.get(units[from + index] ?? 0) ?? SPACE;
      this.#end = start + length;
      this.#addWords(start, this.#end);
    }
  }

  #addKey(start: number, length: number, isShort: boolean): void {
    const { units } = this;
    let hash = length;
    for (let at = start; at < start + length; at += 1) hash = Math.imul(hash ^ (units[at] ?? 0), 0x9e3779b1);
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let key = this.#slots[slot] ?? 0; key !== 0; key = this.#slots[slot] ?? 0) {
      if (this.#isSame(key - 1, start, length)) return;
      slot = (slot + 1) & mask;
    }
    this.starts[this.count] = start;
    this.lengths[this.count] = length;
    this.#places[this.count] = slot;
    const first = (units[start] ?? 0) % FIRST_CHARACTERS;
    this.#befores[this.count] = this.#lasts[first] ?? 0;
    if (isShort) this.#short.push(this.count);
    this.count += 1;
    this.#lasts[first] = this.count;
    this.#slots[slot] = this.count;
    if (this.count === this.starts.length) this.#grow();
  }

  #isSame(key: number, start: number, length: number): boolean {
    if (this.lengths[key] !== length) return false;
    const other = this.starts[key] ?? 0;
    for (let at = 0; at < length; at += 1)
      if (this.units[other + at] !== this.units[start + at]) return false;
    return true;
  }

  #makeRoom(length: number): void {
    if (this.#end + length <= this.units.length) return;
    const units = new Uint16Array((this.#end + length) * 2);
    units.set(this.units);
    this.units = units;
  }

  #grow(): void {
    const { starts, lengths, count } = this;
    const short = new Set(this.#short);
    this.starts = new Uint32Array(count * 2);
    this.lengths = new Uint8Array(count * 2);
    this.#places = new Uint32Array(count * 2);
    this.#befores = new Uint32Array(count * 2);
    this.#slots = new Uint32Array(count * 8);
    this.#lasts.fill(0);
    this.#short = [];
    this.count = 0;
    for (let key = 0; key < count; key += 1)
      this.#addKey(starts[key] ?? 0, lengths[key] ?? 0, short.has(key));
  }
}

/** Latin letters and digits stand for themselves; what has no reading ends a word. */
function initialOf(code: number): number {
  if ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)) return code;
  if (code < FIRST_CHINESE || code > LAST_CHINESE) return SPACE;
  const letter = INITIAL_LETTERS.charCodeAt(code - FIRST_CHINESE);
  return letter >= 0x61 && letter <= 0x7a ? letter : SPACE;
}
