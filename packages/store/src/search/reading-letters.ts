import { INITIAL_LETTERS, OTHER_LETTERS } from "./initial-letters.ts";

const FIRST_CHINESE = 0x4e00;

/** The letters that a Chinese character may be typed as, by its readings; none for any other character. */
export function readingLetters(character: string): readonly string[] {
  const letter = INITIAL_LETTERS.charAt((character.codePointAt(0) ?? 0) - FIRST_CHINESE);
  if (letter === "" || letter === "-") return [];
  const place = OTHER_LETTERS.indexOf(character);
  return place < 0 ? [letter] : [letter, OTHER_LETTERS.charAt(place + 1)];
}
