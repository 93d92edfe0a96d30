import { fieldTypes } from "@mortise/fields";
import { expect, test } from "vitest";
import { nameMatches, searchFieldTypes } from "./search-types.ts";

const found = (typed: string) => searchFieldTypes(typed).flatMap(({ types }) => types.map(({ id }) => id));

test("lists every type in one group while nothing is typed", () => {
  expect(found("").toSorted()).toEqual(fieldTypes.map(({ id }) => id));
});

test.each([
  ["日期区间", "date-range"],
  ["rqqj", "date-range"],
  ["riqiqujian", "date-range"],
  ["Date r", "date-range"],
  ["ＲＱＱＪ", "date-range"],
  ["sfz", "id-card"],
  ["信用", "credit-code"],
])("finds by %s the type %s", (typed, id) => {
  expect(found(typed)).toContain(id);
});

test("looks into what types are for only when no name fits", () => {
  expect(found("签到")).toEqual(["location"]);
  expect(found("日期").length).toBeLessThan(6);
  expect(found("no such thing")).toEqual([]);
});

test("matches names of fields likewise", () => {
  expect(nameMatches({ zh: "客户名称", en: "Customer" }, "khmc")).toBe(true);
  expect(nameMatches({ zh: "客户名称", en: "Customer" }, "xyz")).toBe(false);
});
