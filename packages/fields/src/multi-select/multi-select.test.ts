import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { multiSelectField } from "./index.ts";

const field = exampleField(multiSelectField);

test.each([
  ["ERP、财务，客户管理", ["erp", "crm"]],
  ["ERP, finance; CRM", ["erp", "crm"]],
  ["ERP", ["erp_lite"]],
  ["客户管理、ERP", ["crm", "erp_lite"]],
  ["crm|erp_lite", ["crm", "erp_lite"]],
  ["，客户管理，，", ["crm"]],
])("reads %s", (text, value) => {
  expect(multiSelectField.fromText(text, field, fieldContext())).toEqual({ ok: true, value });
});

test("names the part that is no option", () => {
  expect(multiSelectField.fromText("客户管理，火星", field, fieldContext())).toMatchObject({
    error: { zh: "没有“火星”这个选项" },
  });
});

test("limits the number of picks", () => {
  const limited = exampleField(multiSelectField, { settings: { ...field.settings, maxPicks: 1 } });
  expect(multiSelectField.parse(["erp", "crm"], limited)).toMatchObject({ error: { zh: "最多选择 1 项" } });
});
