import type { LocalizedText } from "@mortise/kit";
import type { ImportComplaint } from "@mortise/store";

/** Where a row stands; `sheet` when it is not that of the plan, then with the row of the record it belongs to. */
export type RowPlace = Pick<ImportComplaint, "row" | "sheet" | "head">;

/** Said of a field that has to be filled in. */
export const needed: LocalizedText = { zh: "必填", en: "Required" };

/** A complaint about a row as a whole. */
export function rowComplaint({ row, sheet, head }: RowPlace, message: LocalizedText): ImportComplaint {
  const place = sheet == null ? { row } : { row, sheet, head: head ?? null };
  return { ...place, cell: null, label: null, value: "", message };
}

/** All rows that make one record, its own first. */
export function placesOf({
  row,
  more = [],
}: {
  readonly row: number;
  readonly more?: readonly RowPlace[];
}): readonly RowPlace[] {
  return [{ row }, ...more];
}

/** Where one row of a record fails, the others fail with it: they come back together, to be mended. */
export function otherRows(
  rows: readonly RowPlace[],
  complaints: readonly ImportComplaint[],
): readonly ImportComplaint[] {
  if (complaints.length === 0 || rows.length < 2) return [];
  const named = new Set(complaints.map(placeKey));
  return rows.filter((row) => !named.has(placeKey(row))).map((row) => rowComplaint(row, otherRow));
}

function placeKey({ row, sheet }: RowPlace): string {
  return `${sheet ?? ""} ${row}`;
}

const otherRow: LocalizedText = {
  zh: "同一记录的其他行有问题，整条未导入",
  en: "Another row of the same record cannot be imported",
};
