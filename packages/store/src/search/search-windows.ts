/** Characters of one field that can be searched; what stands further down a long text is not found. */
export const SEARCHED_LENGTH = 4_000;

/** A text as it is searched: width and case do not matter. The database's `mortise.search_plain` says the same. */
export function plainText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * How many characters a key holds that begins with the one of this code: two or three syllables, or enough digits to be
 * rare. The keys of a word are its *windows*: from each of its characters the next few, fewer at its end. A piece of
 * up to that many characters is the beginning of some key, a longer one holds several whole keys; so a piece of any
 * length, one character included, is found by the beginnings of keys.
 */
export function windowLength(code: number): number {
  return code <= 0x7f ? 4 : 3;
}

/** Whether a character ends a word: what `\s` means in an expression. */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0xa0) return false;
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}
