import { expect, test } from "vitest";
import type { CellValue } from "../cell/cell-value.ts";
import { guessHeaderRow } from "./guess-header-row.ts";

const rows = (...cells: CellValue[][]) => cells.map((row, index) => ({ index: index + 1, cells: row }));

test("takes the first row of a plain list", () => {
  expect(
    guessHeaderRow(
      rows(["姓名", "手机", "城市"], ["张三", "13800000000", "济南"], ["李四", "13900000000", "青岛"]),
    ),
  ).toBe(1);
});

test("passes over a title and remarks above the table", () => {
  const list = rows(
    ["2024年客户名单"],
    ["制表人", "王伟"],
    ["客户", "电话", "金额", "日期"],
    ["海尔", "0532-8", 12, { date: "2024-05-01" }],
  );
  expect(guessHeaderRow(list)).toBe(3);
});

test("prefers texts to a row of numbers that is as wide", () => {
  expect(guessHeaderRow(rows([1, 2, 3], ["编号", "数量", "单价"], [7, 8, 9]))).toBe(2);
});

test("gives 0 when there are no rows", () => {
  expect(guessHeaderRow([])).toBe(0);
});
