import { expect, test } from "vitest";
import { tableHtml, tabbedText } from "./cell-text.ts";
import { beyond, filledRange, pastedRange, pastedText, rangeBetween, rangeSize } from "./grid-range.ts";

test("a range is the block between two corners, whichever came first", () => {
  const range = { top: 2, bottom: 5, left: 1, right: 3 };
  expect(rangeBetween({ row: 5, column: 1 }, { row: 2, column: 3 })).toEqual(range);
  expect(rangeSize(range)).toEqual({ rows: 4, columns: 3, cells: 12 });
});

test("a fill goes along rows or along columns, whichever it is dragged farther along", () => {
  const range = { top: 2, bottom: 3, left: 1, right: 1 };
  const filled = (row: number, column: number) => filledRange(range, { row, column });
  expect(filled(3, 1)).toEqual(range);
  expect(beyond(range, range)).toBeUndefined();
  expect(filled(7, 3)).toEqual({ ...range, bottom: 7 });
  expect(beyond(range, filled(7, 3))).toEqual({ ...range, top: 4, bottom: 7 });
  expect(beyond(range, filled(0, 1))).toEqual({ ...range, top: 0, bottom: 1 });
  expect(filled(4, 5)).toEqual({ ...range, right: 5 });
  expect(beyond(range, filled(4, 5))).toEqual({ ...range, left: 2, right: 5 });
  expect(beyond(range, filled(2, 0))).toEqual({ ...range, left: 0, right: 0 });
});

test("one pasted value fills the range; a block repeats where it fits and else begins at the corner", () => {
  const grid = { rows: 100, columns: 6 };
  const range = { top: 2, bottom: 5, left: 1, right: 2 };
  expect(pastedRange(range, [["a"]], grid)).toEqual(range);
  expect(pastedRange(range, [["a"], ["b"]], grid)).toEqual(range);
  expect(pastedRange(range, [["a", "b", "c"], ["d"], ["e"]], grid)).toEqual({
    top: 2,
    bottom: 4,
    left: 1,
    right: 3,
  });
});

test("what is pasted ends at the edges of the list", () => {
  const corner = { top: 99, bottom: 99, left: 5, right: 5 };
  const lines = [
    ["a", "b"],
    ["c", "d"],
  ];
  expect(pastedRange(corner, lines, { rows: 100, columns: 6 })).toEqual(corner);
});

test("each cell takes its text of the pasted lines, which repeat; short lines leave cells empty", () => {
  const textAt = pastedText({ top: 2, bottom: 5, left: 1, right: 3 }, [["a", "b", "c"], ["d"]]);
  const rows = [2, 3, 4, 5].map((row) => [1, 2, 3].map((column) => textAt(row, column)));
  expect(rows).toEqual([
    ["a", "b", "c"],
    ["d", "", ""],
    ["a", "b", "c"],
    ["d", "", ""],
  ]);
});

test("a paste of very many lines is measured as well", () => {
  const lines = Array.from({ length: 300_000 }, () => ["a", "b"]);
  const corner = { top: 0, bottom: 0, left: 0, right: 0 };
  expect(pastedRange(corner, lines, { rows: 400_000, columns: 6 })).toMatchObject({
    bottom: 299_999,
    right: 1,
  });
  expect(pastedText(corner, lines)(1, 1)).toBe("b");
});

test("cells are written as spreadsheets read them", () => {
  expect(
    tabbedText([
      ["a\tb", 'say "x"'],
      ["two\nlines", "plain"],
    ]),
  ).toBe('"a\tb"\t"say ""x"""\r\n"two\nlines"\tplain');
  expect(tableHtml([["<b>&", "two\nlines"]])).toContain("&lt;b&gt;&amp;</td>");
  expect(tableHtml([["<b>&", "two\nlines"]])).toContain("two<br>lines</td>");
});

test("ids and what looks like a formula are text in a spreadsheet, amounts are numbers", () => {
  expect(tableHtml([["1,234.50"]])).toBe("<table><tr><td>1,234.50</td></tr></table>");
  for (const text of ["370202199001011234", "0012", "=1+1"])
    expect(tableHtml([[text]])).toContain("mso-number-format:'\\@'");
});
