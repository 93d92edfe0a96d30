/** Characters of one field that can be searched; what stands further down a long text is not found. */
export const SEARCHED_LENGTH = 4_000;

/** A text as it is searched: width and case do not matter. The database's `mortise.search_plain` says the same. */
export function plainText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** How much of a word one key holds from a character on: two or three syllables, or enough digits to be rare. */
export function windowLength(character: string): number {
  return character <= "\u007f" ? 4 : 3;
}

/**
 * The keys of a word: from each of its characters the next few, fewer at its end. A piece of up to that many characters
 * is the beginning of some key, a longer one holds several whole keys; so a piece of any length, one character
 * included, is found by the beginnings of keys.
 */
export function addWindows(word: string, into: Set<string>): void {
  // Characters outside the first plane take two places of a text; words without any are cut as they are.
  const characters = /[\ud800-\udfff]/.test(word) ? Array.from(word) : undefined;
  const length = characters?.length ?? word.length;
  for (let at = 0; at < length; at += 1) {
    const end = at + windowLength(characters?.[at] ?? word.charAt(at));
    into.add(characters ? characters.slice(at, end).join("") : word.slice(at, end));
  }
}
