import type { ChildField } from "./child-fields.ts";
import { headerKey } from "./header-text.ts";
import type { ChildSheet, ColumnMapping, ImportJob } from "./import-plan.ts";

/** What child rows are looked for with: the sheets of the file and what the sheet of the records was guessed to be. */
export interface ChildSheetClues {
  readonly sheets: ImportJob["sheets"];
  /** The sheet of the records. */
  readonly sheet: number;
  readonly headers: readonly string[];
  readonly mapping: readonly ColumnMapping[];
  readonly children: readonly ChildField[];
}

/**
 * Other sheets that hold child rows: called like their sub-table (as exports call them), or with two or more columns like
 * its fields, and in either case with a column that the sheet of the records has too, by which rows find their record.
 */
export function guessChildSheets(clues: ChildSheetClues): readonly ChildSheet[] {
  const { sheets, sheet: own, mapping, children } = clues;
  const beside = new Set(mapping.map(({ field }) => field));
  const found: ChildSheet[] = [];
  for (const fields of Map.groupBy(children, ({ subTable }) => subTable.id).values()) {
    if (fields.some(({ id }) => beside.has(id))) continue;
    const fits = sheets.flatMap((sheet) => {
      const isFree =
        sheet.index !== own && sheet.isHidden !== true && !found.some((one) => one.sheet === sheet.index);
      return isFree ? (childSheetOf(sheet, fields, clues) ?? []) : [];
    });
    const [best] = fits.toSorted((a, b) => b.score - a.score);
    if (best) found.push(best.sheet);
  }
  return found;
}

/** How a sheet would fill a sub-table, columns matched by name; undefined when nothing of it would. */
export function childSheetOf(
  sheet: ImportJob["sheets"][number],
  fields: readonly ChildField[],
  { headers, mapping }: Pick<ChildSheetClues, "headers" | "mapping">,
): { readonly sheet: ChildSheet; readonly score: number } | undefined {
  const [first] = fields;
  const titles = (sheet.rows[sheet.headerRow] ?? []).map(headerKey);
  const link = linkOf(titles, headers.map(headerKey), mapping);
  if (!first || !link) return undefined;
  const columns = titles.map((title, column): ColumnMapping => {
    const child = column === link.key ? undefined : fields.find((one) => isNamed(one, title));
    return { column, field: child?.id ?? null };
  });
  const named = [first.subTable.name.zh, first.subTable.name.en].map(headerKey);
  const matched = columns.filter(({ field }) => field !== null).length;
  const score = matched + (named.includes(headerKey(sheet.name)) ? 10 : 0);
  if (matched === 0 || score < 2) return undefined;
  const { index, headerRow } = sheet;
  return {
    sheet: { subTable: first.subTable.id, sheet: index, headerRow, ...link, mapping: columns },
    score,
  };
}

/** A column that both sheets have; one that fills a field of the record is the better one, and the first of them. */
function linkOf(
  titles: readonly string[],
  headers: readonly string[],
  mapping: readonly ColumnMapping[],
): { readonly key: number; readonly of: number } | undefined {
  const links = titles.flatMap((title, key) => {
    const of = title === "" ? -1 : headers.indexOf(title);
    return of < 0 ? [] : [{ key, of }];
  });
  const fills = ({ of }: { readonly of: number }) =>
    mapping.some(({ column, field }) => column === of && field !== null);
  return links.find(fills) ?? links[0];
}

function isNamed({ field, named }: ChildField, title: string): boolean {
  if (title === "") return false;
  return [field.id, field.name.zh, field.name.en, named.name.zh, named.name.en]
    .map(headerKey)
    .includes(title);
}
