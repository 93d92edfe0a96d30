import { INITIAL_LETTERS, OTHER_LETTERS } from "./initial-letters.ts";

const FIRST = 0x4e00;
/** A value with several characters of two readings is found by so many of their combinations. */
const MOST_VARIANTS = 4;

const others = new Map<string, string>();
for (let index = 0; index < OTHER_LETTERS.length; index += 2) {
  others.set(OTHER_LETTERS.charAt(index), OTHER_LETTERS.charAt(index + 1));
}

/**
 * The first letters of the readings of a normalised text, as people type names: 知行仓储 gives `zxcc` and `zhcc`. Latin
 * letters and digits stand for themselves, anything else ends a word. Empty for a text without a Chinese character.
 */
export function initialVariants(text: string): readonly string[] {
  let variants = [""];
  let isChinese = false;
  for (const character of text) {
    const letter = initialOf(character);
    isChinese ||= character >= "\u4e00" && character <= "\u9fff";
    const other = variants.length * 2 <= MOST_VARIANTS ? others.get(character) : undefined;
    variants = variants.flatMap((variant) =>
      other === undefined ? [variant + letter] : [variant + letter, variant + other],
    );
  }
  return isChinese ? variants : [];
}

function initialOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)) return character;
  const letter = INITIAL_LETTERS.charAt(code - FIRST);
  return letter === "" || letter === "-" ? " " : letter;
}
