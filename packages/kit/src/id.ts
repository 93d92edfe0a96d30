/** Random bytes are drawn for many ids at once: asking for eight costs almost as much. */
const POOL = new Uint8Array(4096);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const COUNTER_BITS = 26;
/** Milliseconds whose counters are remembered: transactions that began at different times make ids side by side. */
const REMEMBERED = 64;

const counters = new Map<number, number>();
let used = POOL.length;

/**
 * A new record id: UUID version 7 (RFC 9562). Ids sort by the millisecond they were made in and, those that one process
 * made in the same millisecond, in the order in which they were made (a counter of 26 bits that begins at random, §6.2
 * method 1; 48 random bits follow). Works in the browser and in Node alike.
 */
export function newId(now: number = Date.now()): string {
  const moment = Math.floor(now);
  const counter = nextCounter(moment);
  const time = moment.toString(16).padStart(12, "0");
  const high = (counter >>> 14).toString(16).padStart(3, "0");
  const low = (0x8000 | (counter & 0x3fff)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${low}-${randomHex(6)}`;
}

function nextCounter(moment: number): number {
  const last = counters.get(moment);
  // The upper half is left free, so that a millisecond has room for 33 million ids at least.
  const next = last === undefined ? Number.parseInt(randomHex(4), 16) >>> (33 - COUNTER_BITS) : last + 1;
  // The map keeps the order of last use: what was not used longest is forgotten.
  counters.delete(moment);
  for (const oldest of counters.keys()) {
    if (counters.size < REMEMBERED) break;
    counters.delete(oldest);
  }
  counters.set(moment, next);
  return next;
}

function randomHex(length: number): string {
  if (used + length > POOL.length) {
    crypto.getRandomValues(POOL);
    used = 0;
  }
  let text = "";
  for (const end = used + length; used < end; used += 1) text += HEX[POOL[used] ?? 0];
  return text;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Tells whether a value has the form of a record id. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

/** The millisecond in which an id was made. */
export function idTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

const SHORT_ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz";

/** A short random key without look-alike characters, for keys that people may see; 8 places ≈ 10^12. */
export function shortKey(length = 8): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => SHORT_ALPHABET[byte % SHORT_ALPHABET.length]).join("");
}
