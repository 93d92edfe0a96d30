import { sharedFile } from "@mortise/testing/shared-data";
import { expect, test } from "vitest";
import { cellText } from "./cell/cell-text.ts";
import { readExpectation } from "./fixtures/read-expectation.ts";
import { openWorkbook } from "./read/open-workbook.ts";

interface ExpectedCsv {
  readonly file: string;
  readonly encoding: string;
  readonly delimiter?: string;
  readonly records?: number;
  readonly first_records?: readonly (readonly string[])[];
  readonly expected_objects?: readonly Readonly<Record<string, string>>[];
}

/** The names in the expectation carry notes; the decoder's labels have one spelling. */
function label(encoding: string): string {
  return encoding
    .replace(/\(.*\)/, "")
    .replace(/(utf-\d\d)-/, "$1")
    .replace("cp1252", "windows-1252");
}

async function readRecords(path: string) {
  const workbook = await openWorkbook(path);
  const records: string[][] = [];
  for await (const row of workbook.rows(0)) records.push(row.cells.map(cellText));
  await workbook.close();
  return { records, workbook };
}

/** Expected values are cut at 80 characters and 12 columns; trailing empty values count as absent. */
function comparable(record: readonly string[] | undefined): string[] {
  const values = (record ?? []).slice(0, 12).map((value) => value.slice(0, 80));
  while (values.at(-1) === "") values.pop();
  return values;
}

const files = readExpectation<ExpectedCsv[]>("csv-corpus/expected.json");

test.each(files.filter((file) => file.records !== undefined))("reads $file", async (file) => {
  const { records, workbook } = await readRecords(sharedFile(`csv-corpus/files/${file.file}`));
  expect(workbook.encoding).toBe(label(file.encoding));
  expect(workbook.delimiter).toBe(file.delimiter);
  expect(records).toHaveLength(file.records ?? 0);
  for (const [index, record] of (file.first_records ?? []).entries()) {
    expect(comparable(records[index])).toEqual(comparable(record));
  }
});

test.each(files.filter((file) => file.expected_objects !== undefined))(
  "reads $file as its publisher says",
  async (file) => {
    const { records } = await readRecords(sharedFile(`csv-corpus/files/${file.file}`));
    const [titles = [], ...rows] = records;
    const objects = rows.map((row) =>
      Object.fromEntries(titles.map((title, index) => [title, row[index] ?? ""])),
    );
    expect(objects).toEqual(file.expected_objects);
  },
);
