import type { FieldDefinition } from "@mortise/metadata";
import { describe, expect, test } from "vitest";
import { quickCondition, quickOperator, readQuickRow, spanOf, spanRow } from "./quick-row.ts";

const field = (type: string, settings = {}): FieldDefinition => ({
  id: "f",
  type,
  name: { zh: "字段", en: "Field" },
  settings,
});

describe("quickOperator", () => {
  test.each([
    ["select", "in"],
    ["multi-select", "containsAny"],
    ["stage", "in"],
    ["user", "in"],
    ["team", "in"],
    ["region", "within"],
    ["date", "inPeriod"],
    ["datetime", "inPeriod"],
    ["switch", "isTrue"],
    ["text", "contains"],
    ["money", "between"],
    ["duration", "between"],
    ["time", "between"],
    ["date-range", "overlaps"],
    ["reference", "in"],
  ])("narrows by a field of type %s with %s", (type, operator) => {
    expect(quickOperator(field(type))?.id).toBe(operator);
  });

  test.each(["attachment", "secret"])("offers nothing for %s, which cannot be compared", (type) => {
    expect(quickOperator(field(type))).toBeUndefined();
  });
});

describe("quick conditions", () => {
  test("come back as they were chosen", () => {
    const row = { type: "row", path: "f", operator: "in", value: ["a", "b"] } as const;
    const condition = quickCondition(field("select"), row);
    expect(condition).toEqual({ in: [{ var: "f" }, ["a", "b"]] });
    expect(readQuickRow(field("select"), condition)).toEqual(row);
  });

  test("say nothing while nothing is chosen", () => {
    expect(
      quickCondition(field("select"), { type: "row", path: "f", operator: "in", value: [] }),
    ).toBeUndefined();
    expect(quickCondition(field("select"), undefined)).toBeUndefined();
  });

  test("of other fields, or of several comparisons, are not those of the field", () => {
    expect(readQuickRow(field("select"), { in: [{ var: "g" }, ["a"]] })).toBeUndefined();
    const two = { or: [{ "==": [{ var: "f" }, "a"] }, { empty: [{ var: "f" }] }] };
    expect(readQuickRow(field("select"), two)).toBeUndefined();
  });
});

describe("spans", () => {
  test.each([
    ["money", ["1", "2"], { and: [{ ">=": [{ var: "f" }, "1"] }, { "<=": [{ var: "f" }, "2"] }] }],
    ["money", ["1", null], { ">=": [{ var: "f" }, "1"] }],
    ["money", [null, "2"], { "<=": [{ var: "f" }, "2"] }],
    ["date", ["2026-01-01", null], { ">=": [{ var: "f" }, "2026-01-01"] }],
    ["time", ["", "18:00"], { "<=": [{ var: "f" }, "18:00"] }],
  ] as const)("of %s from and to %j", (type, [from, to], condition) => {
    const row = spanRow(field(type), [from, to]);
    expect(quickCondition(field(type), row)).toEqual(condition);
    expect(spanOf(readQuickRow(field(type), condition))).toEqual([from || null, to || null]);
  });

  test("without bounds are nothing", () => {
    expect(spanRow(field("money"), [null, ""])).toBeUndefined();
  });
});
