import { readingLetters } from "./reading-letters.ts";
import { plainText } from "./search-windows.ts";

/** Where a text matches: from one place of it to another, in order and apart. */
export type Marks = readonly (readonly [from: number, to: number])[];

/** How a field's text is taken apart for searching; see `SearchFields`. */
export type SearchedAs = "words" | "names" | "digits";

const MOST_MARKS = 20;

/** The pieces of a shown text that the words of a keyword meet: as they stand, by first letters, by digits. */
export function matchMarks(text: string, words: readonly string[], as: SearchedAs): Marks {
  const places = placesOf(text);
  const found = words.flatMap((word) => {
    const plain = plainMarks(places, word);
    if (plain.length > 0) return plain;
    if (as === "digits") return /^\d+$/.test(word) ? digitMarks(places, word) : [];
    return as === "names" && /^[a-z0-9]+$/.test(word) ? initialMarks(places, word) : [];
  });
  return joined(found).slice(0, MOST_MARKS);
}

/** A character of the text as it is searched, and where it stands. */
interface Place {
  readonly plain: string;
  readonly from: number;
  readonly to: number;
}

function placesOf(text: string): readonly Place[] {
  const places: Place[] = [];
  let from = 0;
  for (const character of text) {
    const to = from + character.length;
    for (const plain of plainText(character)) places.push({ plain, from, to });
    from = to;
  }
  return places;
}

type Found = (readonly [number, number])[];

/** Every run of places that a test lets through, one test per place. */
function runs(places: readonly Place[], length: number, fits: (place: Place, at: number) => boolean): Found {
  const found: Found = [];
  for (let start = 0; length > 0 && start + length <= places.length; start += 1) {
    const run = places.slice(start, start + length);
    const [first] = run;
    const last = run.at(-1);
    if (first && last && run.every((place, at) => fits(place, at))) found.push([first.from, last.to]);
  }
  return found;
}

function plainMarks(places: readonly Place[], word: string): Found {
  const characters = Array.from(word);
  return runs(places, characters.length, ({ plain }, at) => plain === characters[at]);
}

/** Digits count whatever stands between them. */
function digitMarks(places: readonly Place[], word: string): Found {
  const digits = places.filter(({ plain }) => /\d/.test(plain));
  return plainMarks(digits, word);
}

function initialMarks(places: readonly Place[], word: string): Found {
  const letters = Array.from(word);
  return runs(places, letters.length, ({ plain }, at) => {
    const letter = letters[at] ?? "";
    return plain === letter || readingLetters(plain).includes(letter);
  });
}

function joined(found: Found): Marks {
  const marks: [number, number][] = [];
  for (const [from, to] of found.toSorted(([a], [b]) => a - b)) {
    const last = marks.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}

/** So much of a long text is shown around the first match. */
const SHOWN = 60;
const BEFORE = 12;

/** A text with its marks, cut to what a line can show around the first of them. */
export function excerpt(text: string, marks: Marks): { readonly text: string; readonly marks: Marks } {
  const flat = text.replace(/\s/g, " ");
  if (flat.length <= SHOWN) return { text: flat, marks };
  const start = Math.max(0, Math.min((marks[0]?.[0] ?? 0) - BEFORE, flat.length - SHOWN));
  const end = Math.min(flat.length, start + SHOWN);
  const lead = start > 0 ? "…" : "";
  const shift = lead.length - start;
  return {
    text: `${lead}${flat.slice(start, end)}${end < flat.length ? "…" : ""}`,
    marks: marks
      .filter(([from, to]) => from < end && to > start)
      .map(([from, to]) => [Math.max(from, start) + shift, Math.min(to, end) + shift]),
  };
}
