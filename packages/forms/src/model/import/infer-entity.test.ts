import { expect, test } from "vitest";
import { inferEntity } from "./infer-entity.ts";
import { keyFromName } from "./key-from-name.ts";

const rows = Array.from({ length: 12 }, (_none, index) => [
  `KH-${index}`,
  `客户${index}`,
  index % 2 === 0 ? "展会" : "官网",
  String(index * 10),
  `2026-01-${String(index + 1).padStart(2, "0")}`,
  index === 3 ? "不详" : String(index),
  "",
]);

function inferred() {
  return inferEntity({
    name: "客户名单.2026.xlsx",
    headers: ["客户编号", "客户名称", "来源", "金额", "登记日期", "人数", ""],
    samples: rows,
    isComplete: true,
    taken: new Set(["ke_hu_ming_dan"]),
  });
}

test("gives each column the type that takes every cell", () => {
  const { entity, mapping } = inferred();
  expect(entity.fields.map(({ type }) => type)).toEqual(["text", "text", "select", "money", "date", "text"]);
  expect(entity.fields[2]?.settings?.["options"]).toHaveLength(2);
  expect(mapping.at(-1)).toEqual({ column: 6, field: null });
  expect(entity.titleField).toBe("ke_hu_ming_cheng");
  expect(entity.fields[0]?.unique).toBe(true);
  expect(entity.fields[3]?.unique).toBeUndefined();
});

test("names the entity after the file and keeps clear of ids that exist", () => {
  const { entity } = inferred();
  expect(entity.name.zh).toBe("客户名单");
  expect(entity.id).toBe("ke_hu_ming_dan_2");
});

test("makes keys that columns can have from any name", () => {
  const key = /^[a-z][a-z0-9_]{0,47}$/;
  const taken = new Set<string>();
  const names = [
    "",
    "123",
    "客户",
    "客户",
    "owner",
    "Ünïcode Näme",
    "行业\n［固定污染源排污许可分类管理名录（2017年版）］",
    "a".repeat(90),
    "😀",
    "What matters most to you in choosing a course",
  ];
  for (const name of names) {
    const made = keyFromName(name, taken);
    expect(made).toMatch(key);
    expect(taken.has(made)).toBe(false);
    taken.add(made);
  }
  expect(taken.has("owner")).toBe(false);
});
