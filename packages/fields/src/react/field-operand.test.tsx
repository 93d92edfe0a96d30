import type { Expression } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { ConditionBuilder } from "./condition-builder.tsx";
import type { FieldServices } from "./field-services.ts";
import { FieldServicesProvider } from "./field-services-provider.tsx";

const SERVICES: FieldServices = {
  locale: "zh",
  timeZone: "Asia/Shanghai",
  label: () => undefined,
  searchUsers: () => Promise.resolve([]),
  searchTeams: () => Promise.resolve([]),
  searchRecords: () => Promise.resolve([]),
  upload: () => Promise.reject(new TypeError("no network")),
  entity: () => undefined,
};
const field = (id: string, type: string, zh: string, settings = {}): FieldDefinition => ({
  id,
  type,
  name: { zh, en: id },
  settings,
});
const FIELDS = [
  field("budget", "money", "预算"),
  field("cost", "money", "实际费用"),
  field("due", "date", "到期日"),
  field("customer", "reference", "客户", { entity: "customer" }),
];
const fieldsOf = (entity: string) => (entity === "customer" ? [field("credit", "money", "信用额度")] : []);

function show(value: Expression) {
  const seen = vi.fn<(value: Expression | undefined) => void>();
  render(
    <FieldServicesProvider services={SERVICES}>
      <ConditionBuilder fields={FIELDS} fieldsOf={fieldsOf} value={value} onChange={seen} />
    </FieldServicesProvider>,
  );
  return seen;
}

test("a comparison with another field, or with today, is a sentence", () => {
  show({
    and: [{ ">": [{ var: "cost" }, { var: "budget" }] }, { "<": [{ var: "due" }, { var: "$today" }] }],
  });
  expect(screen.getByText("实际费用")).toBeDefined();
  expect(screen.getByText("预算")).toBeDefined();
  expect(screen.getByText("今天")).toBeDefined();
  expect(screen.queryByText("高级条件，保持不变")).toBeNull();
});

test("another field of the same kind takes the place of a value, also one behind a reference", () => {
  const seen = show({ ">": [{ var: "cost" }, "100"] });
  fireEvent.click(screen.getByRole("button", { name: "与另一个字段比较" }));
  expect(seen).toHaveBeenLastCalledWith(undefined);
  const box = screen.getByRole("combobox", { name: "另一个字段" });
  fireEvent.mouseDown(box);
  const offered = [...document.querySelectorAll(".ant-select-item-option")].map((each) => each.textContent);
  expect(offered).toEqual(["预算", "客户 › 信用额度"]);
  fireEvent.click(screen.getByText("客户 › 信用额度"));
  expect(seen).toHaveBeenLastCalledWith({ ">": [{ var: "cost" }, { var: "customer.credit" }] });
});
