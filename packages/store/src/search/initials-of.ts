import { readingLetters } from "./reading-letters.ts";

/** The first letters of a name as it is typed in pinyin, other characters as they are: 王伟 A → `ww a`. */
export function initialsOf(name: string): string {
  return [...name.toLowerCase()].map((character) => readingLetters(character)[0] ?? character).join("");
}
