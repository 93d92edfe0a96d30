import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { sharedFile } from "@mortise/testing/shared-data";
import { describe, expect, test } from "vitest";
import type { CellValue } from "./cell/cell-value.ts";
import { type ReadSheet, readWhole } from "./fixtures/read-workbook.ts";
import { readExpectation } from "./fixtures/read-expectation.ts";

type ExpectedCell =
  | string
  | number
  | boolean
  | null
  | { readonly length: number; readonly starts_with: string };

interface ExpectedSheet {
  readonly name: string;
  readonly state: string;
  readonly nonempty: number;
  readonly nonempty_other?: number | null;
  readonly cells: Readonly<Record<string, ExpectedCell>>;
}

interface ExpectedFile {
  readonly file: string;
  readonly outcome: "readable" | "read-by-one" | "encrypted" | "unreadable-by-both" | "not-a-workbook";
  readonly readers_agree?: boolean;
  readonly hostile?: boolean;
  readonly sheets?: readonly ExpectedSheet[];
}

/** Cells that we read otherwise than the expectation, and why ours is the better answer. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  // Format 31 is 年月日 in East Asian Excel; both readers lack it. The .xls twin of the file is expected as this date.
  "hutool__data_for_sax_test.xlsx Sheet1!A5": "D:2012-12-21T00:00:00",
  // A time of day; the old reader's notation for it is a date-time on the day before the calendar begins.
  "poi__BOOK_in_capitals.xls 301. exposures by cpty and agreement_301_NTTX_EXCEL.rpt!B23": "T:05:25:33",
  // Format [hh]:mm:ss is elapsed time; the .xlsx twin of the file is expected as this duration.
  "calamine__date_1904.xls Sheet1!A3": "TD:918610",
  // The styles lie in an unusual folder that the one reader did not find; the cell is formatted as a date.
  "test_files__wtf_path.xlsx SheetJS!C3": "D:2014-02-19T10:30:00",
};

/** Sheet names of Excel 2 and 4 files, which hold none: each reader makes up its own. */
const NAMELESS = new Set(["ExcelDataReader__as3xls_BIFF2.xls", "ExcelDataReader__as3xls_BIFF4.xls"]);

/** Read by the one reader that does not look at checksums: the eighth sheet's is wrong, so that sheet is refused. */
const REFUSED = new Map([
  ["poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-5937385319563264.xlsx", "SHEET_DAMAGED"],
]);

function notation(value: CellValue): string | number | boolean | null {
  if (value === null || typeof value !== "object") return value;
  if ("date" in value) return `D:${value.date.length === 10 ? `${value.date}T00:00:00` : value.date}`;
  if ("time" in value) return `T:${value.time}`;
  return "duration" in value ? `TD:${value.duration}` : value.error;
}

function plain(expected: string): string {
  if (expected.startsWith("TD:")) return `TD:${Number(expected.slice(3))}`;
  return /^D:|^T:/.test(expected) ? expected.replace(/(\.\d{3})\d*$/, "$1") : expected;
}

function isSame(actual: CellValue, expected: ExpectedCell): boolean {
  const ours = notation(actual);
  if (typeof expected === "string") return ours === plain(expected);
  if (typeof expected === "number" && typeof ours === "number") {
    return Math.abs(ours - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  }
  if (typeof expected !== "object" || expected === null) return ours === expected;
  const lengths = [String(ours).length, Array.from(String(ours)).length];
  return lengths.includes(expected.length) && String(ours).startsWith(expected.starts_with);
}

/** What a sheet says otherwise than expected, one line each. */
function sheetDifferences(file: string, ours: ReadSheet | undefined, expected: ExpectedSheet): string[] {
  if (ours === undefined) return [`${expected.name}: not read`];
  const found: string[] = [];
  if (ours.name !== expected.name && !NAMELESS.has(file)) found.push(`name ${ours.name}`);
  if ((ours.state === "visible") !== (expected.state === "visible")) found.push(`state ${ours.state}`);
  if (![expected.nonempty, expected.nonempty_other].includes(ours.filled)) found.push(`${ours.filled} cells`);
  for (const [name, cell] of Object.entries(expected.cells)) {
    const value = ours.cells.get(name) ?? null;
    const known = DIFFERENCES[`${file} ${expected.name}!${name}`];
    if (!isSame(value, known ?? cell))
      found.push(`${name} is ${JSON.stringify(value)}, not ${JSON.stringify(cell)}`);
  }
  return found;
}

async function bookDifferences(expected: ExpectedFile): Promise<string[]> {
  const outcome = await readWhole(sharedFile(`excel-corpus/files/${expected.file}`));
  if (outcome.refusal !== undefined) return [outcome.refusal];
  const sheets = expected.sheets ?? [];
  const extra = outcome.sheets.slice(sheets.length).map((sheet) => `unexpected sheet ${sheet.name}`);
  return [
    ...extra,
    ...sheets.flatMap((sheet, index) => sheetDifferences(expected.file, outcome.sheets[index], sheet)),
  ];
}

const files = readExpectation<ExpectedFile[]>("excel-corpus/expected.json");
const tame = files.filter((file) => file.hostile !== true);
const isBook = (file: ExpectedFile) => file.outcome === "readable" || file.outcome === "read-by-one";

describe("workbooks from the test suites of other readers", () => {
  test.each(tame.filter(isBook))(
    "reads the agreed cells of $file",
    async (file) => {
      expect(await bookDifferences(file)).toEqual(REFUSED.has(file.file) ? [REFUSED.get(file.file)] : []);
    },
    120_000,
  );

  test.each(tame.filter((file) => file.outcome === "encrypted"))(
    "says that $file needs a password",
    async (file) => {
      expect(await readWhole(sharedFile(`excel-corpus/files/${file.file}`))).toEqual({
        refusal: "SHEET_ENCRYPTED",
      });
    },
  );

  const unreadable = tame.filter((file) => !isBook(file) && file.outcome !== "encrypted");
  test.each(unreadable)("refuses $file clearly", async (file) => {
    const outcome = await readWhole(sharedFile(`excel-corpus/files/${file.file}`));
    expect(outcome.refusal).toMatch(/^SHEET_(UNREADABLE|DAMAGED)$/);
  });

  test.each(files.filter((file) => file.hostile === true))("survives $file in little memory", (file) => {
    const script = join(import.meta.dirname, "fixtures/read-alone.ts");
    const path = sharedFile(`excel-corpus/files/${file.file}`);
    const output = execFileSync(process.execPath, ["--max-old-space-size=128", script, path], {
      encoding: "utf8",
      timeout: 60_000,
    });
    const { counts, peak }: { counts: number[]; peak: number } = JSON.parse(output);
    expect(counts).toEqual((file.sheets ?? []).map((sheet) => sheet.nonempty));
    expect(peak).toBeLessThan(300_000);
  });
});
