import { expect, test } from "vitest";
import type { SheetRow } from "../cell/cell-value.ts";
import type { CellContext } from "./cell-element.ts";
import { RowScanner } from "./row-scanner.ts";

const context: CellContext = {
  sharedText: (index) => `shared ${index}`,
  styles: ["number", "date", "time", "elapsed"],
  date1904: false,
};

function scan(xml: string, size = xml.length): SheetRow[] {
  const scanner = new RowScanner(context, { file: "test.xlsx", maxCells: 1000 });
  const rows: SheetRow[] = [];
  for (let at = 0; at < xml.length; at += size) rows.push(...scanner.push(xml.slice(at, at + size)));
  return [...rows, ...scanner.end()];
}

const SHEET = `<?xml version="1.0"?><!-- <sheetData><row r="9"><c><v>0</v></c></row> --><worksheet><dimension ref="A1:XFD1048576"/>
<sheetData><row r="2" spans="1:3"><c r="B2" t="s"><v>7</v></c><c r="C2" s="1"><v>45413</v></c><c r="D2" s="3"/></row>
<row><c><v>1.5</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>a&amp;b</v></c></row>
<row r="10"><c r='e10' t='inlineStr'><is><r><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>カナ</t></rPh></is></c></row>
<row r="11"/><row r="12"><c r="A12"/></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`;

const ROWS = [
  { index: 1, cells: [null, "shared 7", { date: "2024-05-01" }] },
  { index: 2, cells: [1.5, true, { error: "#N/A" }, "a&b"] },
  { index: 9, cells: [null, null, null, null, "rich text"] },
];

test("reads rows and cells with and without references", () => {
  expect(scan(SHEET)).toEqual(ROWS);
});

test.each([1, 2, 3, 7, 50])("gives the same when the text comes in pieces of %d characters", (size) => {
  expect(scan(SHEET, size)).toEqual(ROWS);
});

test("reads sheets whose elements carry a namespace prefix", () => {
  const prefixed = SHEET.replace(/<(\/?)(?=[a-zA-Z])/g, "<$1x:");
  expect(scan(prefixed)).toEqual(ROWS);
});

test("keeps entities of a document type as they are written", () => {
  expect(scan('<sheetData><row><c t="str"><v>&lol;&#65;&#x42;</v></c></row></sheetData>')).toEqual([
    { index: 0, cells: ["&lol;AB"] },
  ]);
});

test("gives the rows before an early end of the file", () => {
  expect(scan('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2')).toEqual([
    { index: 0, cells: [1] },
  ]);
});

test("stops above the limit of cells, gaps included", () => {
  const wide = '<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>';
  expect(() => scan(wide)).toThrow("SHEET_TOO_LARGE");
});
