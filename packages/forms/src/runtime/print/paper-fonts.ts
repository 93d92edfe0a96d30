import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";

/** Thickness of letters. */
export type Weight = 400 | 700;

/** The font of the web application, in pieces that each hold some characters. */
const FOLDER = dirname(
  createRequire(import.meta.url).resolve("@fontsource-variable/noto-sans-sc/package.json"),
);

type Ranges = readonly (readonly [number, number])[];

let pieces: readonly { readonly name: string; readonly ranges: Ranges }[] | undefined;

function allPieces() {
  // The font package writes it: names of pieces with ranges such as `U+4e00-4e0f,U+4e11`.
  pieces ??= Object.entries(
    JSON.parse(readFileSync(join(FOLDER, "unicode.json"), "utf8")) as Record<string, string>,
  ).map(([name, text]) => ({ name: name.replaceAll(/[[\]]/g, ""), ranges: rangesOf(text) }));
  return pieces;
}

function rangesOf(text: string): Ranges {
  return text.split(",").map((range) => {
    const [from = "", to = from] = range.replace("U+", "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
}

const known = new Map<string, string | undefined>();

/** The piece of the font that has a character; undefined when none has. */
export function pieceOf(character: string): string | undefined {
  if (known.has(character)) return known.get(character);
  const code = character.codePointAt(0) ?? 0;
  const found = allPieces().find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
  known.set(character, found?.name);
  return found?.name;
}

/** The fonts that hold some characters in one thickness, by the names of their pieces: only those characters, nothing else. */
export async function fontsFor(
  characters: Iterable<string>,
  weight: Weight,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = Map.groupBy(new Set(characters), (character) => pieceOf(character) ?? "");
  wanted.delete("");
  const fonts = new Map<string, Uint8Array>();
  for (const [piece, letters] of wanted) {
    const file = readFileSync(join(FOLDER, "files", `noto-sans-sc-${piece}-wght-normal.woff2`));
    const options = { targetFormat: "sfnt", variationAxes: { wght: weight } } as const;
    fonts.set(piece, await subsetFont(file, letters.join(""), options));
  }
  return fonts;
}
