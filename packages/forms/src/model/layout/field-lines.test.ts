import { sameText } from "@mortise/kit";
import { expect, test } from "vitest";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import { fieldsFromCells, pastedCells, readingOf } from "./field-lines.ts";

const entity = leadEntity({ id: "xing_ming", type: "text", name: sameText("姓名") });
const made = (text: string) => {
  const rows = pastedCells(text);
  return fieldsFromCells(rows, readingOf(rows), entity).map(({ id, name, type }) => [id, name.zh, type]);
};

test("twenty lines are twenty fields with types guessed from their names", () => {
  const names = "姓名 手机 邮箱 出生日期 预计金额 备注 公司 地址 网址 数量".split(" ");
  const fields = made([...names, ...names.map((name) => `${name}（备用）`)].join("\r\n"));
  expect(fields).toHaveLength(20);
  expect(new Set(fields.map(([id]) => id)).size).toBe(20);
  // The entity has a field of this name already.
  expect(fields[0]).toEqual(["xing_ming_2", "姓名 2", "text"]);
  expect(fields.slice(1, 10).map(([, , type]) => type)).toEqual(
    "mobile email date money long-text text address url number".split(" "),
  );
});

test("a header with rows below it makes a field per column, typed by what stands there", () => {
  const text =
    "客户\t手机\t签约日期\t金额\t等级\n甲公司\t13800138000\t2026-01-05\t1200.50\tA\n乙公司\t13900139000\t2026-02-06\t80.00\tB\n丙\t13700137000\t2026-03-07\t9.10\tA\n";
  expect(readingOf(pastedCells(text))).toBe("columns");
  expect(
    made(text)
      .map(([, name, type]) => [name, type])
      .slice(0, 3),
  ).toEqual([
    ["客户", "text"],
    ["手机", "mobile"],
    ["签约日期", "date"],
  ]);
});

test("names with the kind of field beside them take that kind", () => {
  expect(made("签到地点\t定位\n结果\t多行文本\n到店\tdate").map(([, , type]) => type)).toEqual([
    "location",
    "long-text",
    "date",
  ]);
});

test("quoted cells keep their line breaks, and a mark of required fields is no part of a name", () => {
  expect(pastedCells('"甲\n乙"\t"说""好"""\n丙*')).toEqual([["甲\n乙", '说"好"'], ["丙*"]]);
  expect(made("联系电话*：").map(([, name]) => name)).toEqual(["联系电话"]);
  expect(made(" \n\n")).toEqual([]);
});
