import { sharedFile } from "@mortise/testing/shared-data";
import { describe, expect, test } from "vitest";
import { cellText } from "./cell/cell-text.ts";
import type { CellValue, SheetRow } from "./cell/cell-value.ts";
import { readExpectation } from "./fixtures/read-expectation.ts";
import { guessHeaderRow } from "./read/guess-header-row.ts";
import { openWorkbook } from "./read/open-workbook.ts";

interface ExpectedTable {
  readonly data_rows: number;
  readonly columns: number;
  readonly encoding?: string;
  readonly first_row: readonly (string | number | null)[];
  readonly last_row: readonly (string | number | null)[];
  readonly profile: readonly {
    readonly name: string;
    readonly blank: number;
    readonly distinct: number;
    readonly counts?: Readonly<Record<string, number>>;
  }[];
}

/** Texts as the expectation writes them: midnight is written out in dates. */
function text(value: CellValue | undefined): string {
  if (typeof value === "object" && value !== null && "date" in value) {
    return value.date.length === 10 ? `${value.date}T00:00:00` : value.date;
  }
  return cellText(value ?? null);
}

function padded(row: SheetRow | undefined, columns: number): string[] {
  return Array.from({ length: columns }, (_none, column) => text(row?.cells[column]));
}

async function readTable(path: string, sheet: number | string) {
  const workbook = await openWorkbook(path);
  const index = typeof sheet === "number" ? sheet : workbook.sheets.findIndex(({ name }) => name === sheet);
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(index)) rows.push(row);
  await workbook.close();
  return { rows, encoding: workbook.encoding };
}

/** How often each value stands in a column, "" for blanks. */
function tally(rows: readonly SheetRow[], column: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = text(row.cells[column]);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** The facts of a table in the form of the expectation. */
function facts(rows: readonly SheetRow[], expected: ExpectedTable) {
  const [header, ...data] = rows;
  const profile = expected.profile.map(({ counts }, column) => {
    const values = tally(data, column);
    const blank = values.get("") ?? 0;
    const distinct = values.size - (blank > 0 ? 1 : 0);
    const all = counts === undefined ? {} : { counts: Object.fromEntries(values) };
    return { name: text(header?.cells[column]), blank, distinct, ...all };
  });
  const edges = [data[0], data.at(-1)].map((row) => padded(row, expected.columns));
  return { rows: data.length, header: guessHeaderRow(rows.slice(0, 20)), edges, profile };
}

function expectedFacts(expected: ExpectedTable): ReturnType<typeof facts> {
  const edges = [expected.first_row, expected.last_row].map((row) => row.map((value) => String(value ?? "")));
  const profile = expected.profile.map(({ name, blank, distinct, counts }) => {
    return { name, blank, distinct, ...(counts === undefined ? {} : { counts: { ...counts } }) };
  });
  return { rows: expected.data_rows, header: 0, edges, profile };
}

type Expectation = ExpectedTable | { readonly sheets: Readonly<Record<string, ExpectedTable>> };

const expectations = readExpectation<Record<string, Expectation>>("imports/expected.json");

describe("lists as customers bring them", () => {
  for (const [file, expectation] of Object.entries(expectations)) {
    const tables: [string | number, ExpectedTable][] =
      "sheets" in expectation ? Object.entries(expectation.sheets) : [[0, expectation]];
    test.each(tables)(
      `reads ${file}, sheet %s`,
      async (sheet, expected) => {
        const { rows, encoding } = await readTable(sharedFile(`imports/${file}`), sheet);
        expect(encoding).toBe(expected.encoding?.replace("gbk", "gb18030"));
        expect(facts(rows, expected)).toEqual(expectedFacts(expected));
      },
      120_000,
    );
  }
});

test("reads the same leads from the workbook and from the CSV file", async () => {
  const csv = await readTable(sharedFile("leads/x-education/Leads.csv"), 0);
  const book = await readTable(sharedFile("leads/x-education/Leads-as-workbook.xlsx"), "Leads");
  expect(csv.rows).toHaveLength(9241);
  const converted = csv.rows[0]?.cells.indexOf("Converted") ?? -1;
  expect(csv.rows.filter((row) => row.cells[converted] === "1")).toHaveLength(3561);
  const texts = (rows: readonly SheetRow[]) =>
    rows.map((row) => padded(row, 37).map((value) => value.replace(/\.0$/, "")));
  expect(texts(book.rows)).toEqual(texts(csv.rows));
});

test("reads the pipeline of a CRM to the last won deal", async () => {
  const { rows } = await readTable(sharedFile("leads/maven-crm/sales_pipeline.csv"), 0);
  const titles = rows[0]?.cells ?? [];
  const stage = titles.indexOf("deal_stage");
  const value = titles.indexOf("close_value");
  const won = rows.filter((row) => row.cells[stage] === "Won");
  expect(rows).toHaveLength(8801);
  expect(won).toHaveLength(4238);
  expect(won.reduce((sum, row) => sum + Number(row.cells[value]), 0)).toBe(10_005_534);
});
