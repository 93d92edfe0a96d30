import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { subTableField } from "./index.ts";
import { pasteCells, readCells } from "./paste-rows.ts";
import { repeatedRows, repetitionText } from "./repeated-rows.ts";

test("limits the number of rows", () => {
  const field = exampleField(subTableField, { settings: { entity: "line", minRows: 1, maxRows: 2 } });
  expect(subTableField.parse([{}, {}, {}], field)).toMatchObject({ error: { zh: "最多 2 行，现在有 3 行" } });
  expect(subTableField.parse([{ a: 1 }], field)).toEqual({ ok: true, value: [{ a: 1 }] });
});

test("says how many rows there are", () => {
  const field = exampleField(subTableField);
  expect(subTableField.toText([{}, {}], field, fieldContext("zh"))).toBe("2 行");
  expect(subTableField.toText([{}], field, fieldContext("en"))).toBe("1 row");
});

const columns = [
  { id: "product", type: "text", name: { zh: "产品", en: "Product" } },
  { id: "amount", type: "number", name: { zh: "数量", en: "Amount" }, settings: { decimals: 2 } },
  { id: "no", type: "text", name: { zh: "编号", en: "No." }, readOnly: true },
];

test("names rows that repeat another one, whatever way numbers are written", () => {
  const rows = [
    { product: "a", amount: "1" },
    { product: "a", amount: "1.00" },
    { product: "a", amount: "2" },
    { product: null, amount: "1" },
    { product: null, amount: "1" },
  ];
  const found = repeatedRows(["product", "amount"], rows, columns);
  expect(found).toEqual([{ index: 1, first: 0 }]);
  expect(found.map((one) => repetitionText(one, ["product"], columns).zh)).toEqual([
    "第 2 行与第 1 行的“产品”重复",
  ]);
  expect(repeatedRows([], rows, columns)).toEqual([]);
});

test("cells of a spreadsheet are read with quotes and line breaks, and empty ones keep their place", () => {
  expect(readCells('a\t1\r\n"two\nlines"\t\r\n\t"say ""x"""\r\n')).toEqual([
    ["a", "1"],
    ["two\nlines", ""],
    ["", 'say "x"'],
  ]);
});

test("pasted cells fill rows from a place on and add rows up to the most; what does not fit stays as it was", () => {
  const paste = {
    cells: readCells("b\t3\tx\nc\tmany\td\ne\t5"),
    rows: [{ id: "1", product: "a" }],
    fields: columns,
    at: { row: 0, column: 0 },
    mostRows: 2,
    context: fieldContext("zh"),
  };
  expect(pasteCells(paste)).toEqual([
    { id: "1", product: "b", amount: "3.00" },
    { product: "c", amount: "many" },
  ]);
  expect(pasteCells({ ...paste, at: { row: 1, column: 1 }, cells: [["7"]] })).toEqual([
    { id: "1", product: "a" },
    { amount: "7.00" },
  ]);
});
