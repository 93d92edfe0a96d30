import { columnName, escapeXml } from "./cell-xml.ts";
import type { SheetColumn } from "./sheet-column.ts";

/** The hidden sheet that drop-downs take their choices from: within a sheet they may have 255 characters only. */
export const LISTS_SHEET = "_lists";

const LONGEST_PROMPT = 255;
const LONGEST_TITLE = 32;

/** Where the choices of a column stand, as a formula names the place. */
export type ChoicePlaces = ReadonlyMap<SheetColumn, string>;

/** Gives every column with choices a column of the hidden sheet. */
export function placeChoices(columns: readonly SheetColumn[]): {
  readonly lists: readonly SheetColumn[];
  readonly places: ChoicePlaces;
} {
  const lists = columns.filter(({ choices }) => choices !== undefined && choices.values.length > 0);
  const places = new Map(
    lists.map((column, index): [SheetColumn, string] => {
      const letter = columnName(index);
      return [column, `'${LISTS_SHEET}'!$${letter}$2:$${letter}$${(column.choices?.values.length ?? 0) + 1}`];
    }),
  );
  return { lists, places };
}

/** The rows of the hidden sheet: each list runs down a column. */
export function* listRows(lists: readonly SheetColumn[]): Generator<readonly string[]> {
  const values = lists.map(({ choices }) => choices?.values ?? []);
  const height = Math.max(0, ...values.map(({ length }) => length));
  for (let row = 0; row < height; row += 1) yield values.map((list) => list[row] ?? "");
}

/** What cells of the columns may hold and what is said when one is entered; empty when nothing is. */
export function validationsXml(
  columns: readonly SheetColumn[],
  places: ChoicePlaces,
  lastRow: number,
): string {
  const rules = columns.flatMap((column, index) => {
    const place = places.get(column);
    if (place === undefined && !column.prompt) return [];
    const letter = columnName(index);
    const type = place === undefined ? "" : ' type="list"';
    const isClosed = place !== undefined && column.choices?.isClosed === true;
    const prompt = column.prompt
      ? ` showInputMessage="1" promptTitle="${attribute(column.title, LONGEST_TITLE)}" prompt="${attribute(column.prompt, LONGEST_PROMPT)}"`
      : "";
    const formula = place === undefined ? "" : `<formula1>${escapeXml(place)}</formula1>`;
    const head = `<dataValidation${type} allowBlank="1"${isClosed ? ' showErrorMessage="1"' : ""}${prompt}`;
    return [`${head} sqref="${letter}2:${letter}${lastRow}">${formula}</dataValidation>`];
  });
  return rules.length === 0
    ? ""
    : `<dataValidations count="${rules.length}">${rules.join("")}</dataValidations>`;
}

/** Line breaks in attributes would be read as blanks. */
function attribute(text: string, longest: number): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return escapeXml(cut.toWellFormed()).replaceAll("\n", "&#10;");
}
