import type { LocalizedText } from "@mortise/kit";
import type { ImportComplaint } from "@mortise/store";

/** Said of a field that has to be filled in. */
export const needed: LocalizedText = { zh: "必填", en: "Required" };

/** A complaint about a row as a whole. */
export function rowComplaint(row: number, message: LocalizedText): ImportComplaint {
  return { row, cell: null, label: null, value: "", message };
}

/** Where one row of a record fails, the others fail with it: they come back together, to be mended. */
export function otherRows(
  rows: readonly number[],
  complaints: readonly ImportComplaint[],
): readonly ImportComplaint[] {
  if (complaints.length === 0 || rows.length < 2) return [];
  const named = new Set(complaints.map(({ row }) => row));
  return rows.filter((row) => !named.has(row)).map((row) => rowComplaint(row, otherRow));
}

const otherRow: LocalizedText = {
  zh: "同一记录的其他行有问题，整条未导入",
  en: "Another row of the same record cannot be imported",
};
