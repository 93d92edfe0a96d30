const FIRST_SIZE = 1024;
/** Part of the table that may be filled before it grows. */
const FULL = 0.7;

/** Numbers per place: two of the digest, both 0 when it is free, and the number of the key. */
const WIDTH = 3;

/**
 * A set of keys of any length at 18 to 35 bytes each, so that a million rows fit; it numbers them as they come. It keeps
 * 64 bits of a hash per key: among a million keys, two different ones are taken for the same with a probability of 3 in
 * 100 million.
 */
export class KeySet {
  #table = new Uint32Array(FIRST_SIZE * WIDTH);
  #size = 0;

  /** How many keys there are. */
  get size(): number {
    return this.#size;
  }

  has(key: string): boolean {
    return this.numberOf(key) !== undefined;
  }

  /** How many keys came before this one; undefined when it is not there. */
  numberOf(key: string): number | undefined {
    const [low, high] = digest(key);
    const place = this.#placeOf(low, high);
    return this.#table[place] === 0 ? undefined : this.#table[place + 2];
  }

  /** True when the key was not there before. */
  add(key: string): boolean {
    const [low, high] = digest(key);
    const place = this.#placeOf(low, high);
    if (this.#table[place] !== 0) return false;
    this.#put(place, { low, high, number: this.#size });
    this.#size += 1;
    if (this.#size > (this.#table.length / WIDTH) * FULL) this.#grow();
    return true;
  }

  /** Where the digest stands, or the free place where it belongs. */
  #placeOf(low: number, high: number): number {
    const table = this.#table;
    const places = table.length / WIDTH;
    let place = (high % places) * WIDTH;
    while (table[place] !== 0 && (table[place] !== low || table[place + 1] !== high)) {
      place = (place + WIDTH) % table.length;
    }
    return place;
  }

  #put(place: number, { low, high, number }: { low: number; high: number; number: number }): void {
    this.#table[place] = low;
    this.#table[place + 1] = high;
    this.#table[place + 2] = number;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Uint32Array(old.length * 2);
    for (let place = 0; place < old.length; place += WIDTH) {
      const [low = 0, high = 0, number = 0] = old.subarray(place, place + WIDTH);
      if (low !== 0) this.#put(this.#placeOf(low, high), { low, high, number });
    }
  }
}

/** 64 bits made of a key by two mixing hashes in one pass; the first number is never 0. */
function digest(key: string): readonly [low: number, high: number] {
  let low = 0x811c9dc5 ^ key.length;
  let high = 0x9e3779b9;
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    low = Math.imul(low ^ code, 0x85ebca6b);
    low ^= low >>> 13;
    high = Math.imul(high ^ code, 0xc2b2ae35);
    high ^= high >>> 15;
  }
  low = mixed(low ^ (high >>> 7));
  high = mixed(high ^ low);
  return [low || 1, high];
}

function mixed(bits: number): number {
  let mix = bits;
  mix = Math.imul(mix ^ (mix >>> 16), 0x7feb352d);
  mix = Math.imul(mix ^ (mix >>> 15), 0x846ca68b);
  return (mix ^ (mix >>> 16)) >>> 0;
}
