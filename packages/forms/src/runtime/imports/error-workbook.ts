import { PassThrough, type Readable } from "node:stream";
import { localize, type Locale } from "@mortise/kit";
import type { ImportComplaint, ImportJournal } from "@mortise/store";
import { openWorkbook, type WritableCell, type WritableSheet, writeWorkbook } from "@mortise/spreadsheet";
import type { ImportPlan } from "../../model/import/import-plan.ts";
import { columnName } from "./column-text.ts";
import { dataRows, headersOf, type SheetPlace, type StoredSheet, withWorkbook } from "./sheet-source.ts";

const text = {
  sheet: { zh: "失败的行", en: "Failed rows" },
  reason: { zh: "失败原因", en: "Reason" },
  row: { zh: "原行号", en: "Original row" },
  left: { zh: "留空的单元格", en: "Cells left out" },
  column: { zh: "列", en: "Column" },
  value: { zh: "原内容", en: "What it said" },
} as const;

/** What a workbook of failed rows is made from. */
export interface FailedRows {
  readonly id: string;
  readonly file: StoredSheet;
  readonly plan: ImportPlan;
  readonly journal: ImportJournal;
  readonly locale: Locale;
}

/**
 * The failed rows as they stood in the file, what was wrong in red, and why: to be mended and imported again. Child rows of
 * other sheets come on sheets of their own, called as they were.
 */
export async function errorWorkbook(failed: FailedRows): Promise<Readable> {
  const { file, plan, locale } = failed;
  const places = [{ place: plan, sheet: null }, ...childPlaces(plan)];
  const sheets: WritableSheet[] = [];
  for (const { place, sheet } of places) {
    const { headers, name } = await withWorkbook(file, async (workbook) => ({
      headers: await headersOf(workbook, place),
      name: workbook.sheets.find(({ index }) => index === sheet)?.name,
    }));
    const titles = [...headers.map(columnName), localize(text.reason, locale), localize(text.row, locale)];
    sheets.push({
      name: name ?? localize(text.sheet, locale),
      columns: titles.map((title) => ({ title })),
      rows: failedRows(failed, { place, sheet, width: headers.length }),
    });
  }
  if (await failed.journal.hasImported(failed.id)) sheets.push(leftOutSheet(failed));
  const out = new PassThrough();
  writeWorkbook(out, sheets).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : undefined),
  );
  return out;
}

/** Where rows stand, and how complaints name their sheet: null is that of the plan. */
interface FailedPlace {
  readonly place: SheetPlace;
  readonly sheet: number | null;
}

function childPlaces({ childSheets = [] }: ImportPlan): readonly FailedPlace[] {
  return childSheets.map((place) => ({ place, sheet: place.sheet }));
}

/** What rows were imported without: to be looked after in the records, as the rows are there already. */
function leftOutSheet({ id, journal, locale }: FailedRows): WritableSheet {
  const titles = [text.row, text.column, text.value, text.reason].map((title) => localize(title, locale));
  return {
    name: localize(text.left, locale),
    columns: titles.map((title) => ({ title })),
    rows: leftOut({ id, journal, locale }),
  };
}

async function* leftOut({
  id,
  journal,
  locale,
}: Pick<FailedRows, "id" | "journal" | "locale">): AsyncGenerator<readonly WritableCell[]> {
  for await (const complaints of byRow(journal, id))
    for (const { row, label, value, message, imported } of complaints)
      if (imported === true) yield [row, label, value, localize(message, locale)];
}

async function* failedRows(
  { id, file, journal, locale }: FailedRows,
  { place, sheet, width }: FailedPlace & { readonly width: number },
): AsyncGenerator<readonly WritableCell[]> {
  const complaints = byRow(journal, id, sheet);
  let next = await complaints.next();
  for await (const { row, cells } of openRows(file, place)) {
    while (!next.done && (next.value[0]?.row ?? 0) < row) next = await complaints.next();
    if (next.done) break;
    const failing = next.value[0]?.row === row ? next.value.filter(({ imported }) => imported !== true) : [];
    if (failing.length > 0) yield failedRow({ row, cells, complaints: failing }, width, locale);
  }
}

async function* openRows(file: StoredSheet, place: SheetPlace) {
  const workbook = await openWorkbook(file.path, { fileName: file.fileName });
  try {
    yield* dataRows(workbook, place);
  } finally {
    await workbook.close();
  }
}

function failedRow(
  {
    row,
    cells,
    complaints,
  }: {
    readonly row: number;
    readonly cells: readonly string[];
    readonly complaints: readonly ImportComplaint[];
  },
  width: number,
  locale: Locale,
): readonly WritableCell[] {
  const wrong = new Set(complaints.map(({ cell }) => cell));
  const shown = Array.from({ length: width }, (_none, index): WritableCell => {
    const value = cells[index] ?? "";
    return wrong.has(index) ? { value, mark: "error" } : value;
  });
  const reasons = complaints.map(
    ({ label, message }) => (label ? `${label}: ` : "") + localize(message, locale),
  );
  return [...shown, { value: reasons.join("; "), mark: "error" }, row];
}

/** Complaints in groups of one row, read in pages. */
async function* byRow(
  journal: ImportJournal,
  id: string,
  sheet?: number | null,
): AsyncGenerator<readonly ImportComplaint[]> {
  let fromRow = 0;
  for (;;) {
    const page = await journal.complaints(id, {
      fromRow,
      limit: 5000,
      ...(sheet === undefined ? {} : { sheet }),
    });
    const groups = [...Map.groupBy(page, ({ row }) => row).values()];
    // The last row of a full page may go on in the next one.
    const whole = page.length < 5000 || groups.length === 1 ? groups : groups.slice(0, -1);
    yield* whole;
    if (page.length < 5000) return;
    fromRow = (whole.at(-1)?.[0]?.row ?? fromRow) + 1;
  }
}
