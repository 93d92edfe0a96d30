const SURROGATE = /[\ud800-\udfff]/;
const ASCII_UPPER = /[A-Z]+/g;
const ASCII_LOWER = /[a-z]+/g;

/** Characters that `trim` removes: blank, tab, line ends, no-break space and the Chinese full-width blank. */
export const BLANKS = " \t\n\r\u00a0\u3000";

/** Lower case of the letters A–Z; all other characters stay, as with collation "C". */
export function lowerAscii(text: string): string {
  return text.replace(ASCII_UPPER, (part) => part.toLowerCase());
}

/** Upper case of the letters a–z; all other characters stay, as with collation "C". */
export function upperAscii(text: string): string {
  return text.replace(ASCII_LOWER, (part) => part.toUpperCase());
}

/** Orders by Unicode code point, as PostgreSQL does under collation "C". */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others, so they rank last. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Number of characters (code points). */
export function textLength(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

/** Characters from `start` (0-based) up to but not including `end`; negative places count from the end. */
export function sliceText(text: string, start: number, end?: number): string {
  return SURROGATE.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
}

/** Removes blanks at both ends. */
export function trimText(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANKS.includes(text.charAt(start))) start += 1;
  while (end > start && BLANKS.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Empty text does not exist in the language: it is null. */
export function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}

/** Longest text that an operator makes; what would be longer is null. */
export const LONGEST_TEXT = 1_000_000;

/** Tells whether a text has no more characters than operators may make. */
export function isWithinLimit(text: string): boolean {
  return text.length <= LONGEST_TEXT || (text.length <= LONGEST_TEXT * 2 && textLength(text) <= LONGEST_TEXT);
}
