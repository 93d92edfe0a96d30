import type { Expression } from "@mortise/expression";
import type { JsonObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { fireEvent, render, screen } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { expect, test, vi } from "vitest";
import type { FieldOption } from "../option-list.ts";
import { fieldType, fieldTypes } from "../registry.ts";
import { defaultSettings } from "../setting-specs.ts";
import { ConditionBuilder } from "./condition-builder.tsx";
import type { FieldServices } from "./field-services.ts";
import { FieldServicesProvider } from "./field-services-provider.tsx";
import { FormulaInput } from "./formula/formula-input.tsx";
import { OptionListEditor } from "./option-list-editor.tsx";
import { SettingsPanel } from "./settings-panel.tsx";

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

const FIELDS: readonly FieldDefinition[] = [
  { id: "name", type: "text", name: { zh: "姓名", en: "Name" } },
  { id: "quantity", type: "number", name: { zh: "数量", en: "Quantity" } },
  { id: "price", type: "money", name: { zh: "单价", en: "Price" } },
  { id: "owner", type: "user", name: { zh: "负责人", en: "Owner" } },
  { id: "due", type: "date", name: { zh: "截止日", en: "Due" } },
];

function show(content: ReactNode): void {
  render(<FieldServicesProvider services={SERVICES}>{content}</FieldServicesProvider>);
}

test.each(fieldTypes.map((type) => [type.id, type] as const))("draws a panel for %s", (_id, type) => {
  const sources = { fields: FIELDS, entities: [] };
  const settings = defaultSettings(type.settings);
  show(<SettingsPanel specs={type.settings} value={settings} onChange={() => undefined} sources={sources} />);
  const shown = type.settings.filter((spec) => screen.queryAllByText(spec.name.zh).length > 0);
  const due = type.settings.filter(
    ({ visibleWhen }) => !visibleWhen || visibleWhen.in.includes(settings[visibleWhen.setting] ?? null),
  );
  expect(shown).toEqual(due);
});

test("a setting that depends on another shows when it matters", () => {
  const sources = { fields: FIELDS, entities: [] };
  const { settings } = fieldType("rollup");
  show(
    <SettingsPanel
      specs={settings}
      value={{ function: "sum" }}
      onChange={() => undefined}
      sources={sources}
    />,
  );
  expect(screen.queryAllByText("汇总对方的字段")).not.toEqual([]);
});

function Panel({ seen, type }: { readonly seen: (value: JsonObject) => void; readonly type: string }) {
  const [value, setValue] = useState<JsonObject>({});
  return (
    <SettingsPanel
      specs={fieldType(type).settings}
      value={value}
      sources={{ fields: FIELDS, entities: [] }}
      onChange={(next) => {
        seen(next);
        setValue(next);
      }}
    />
  );
}

test("sets and clears a setting by its label", () => {
  const seen = vi.fn<(value: JsonObject) => void>();
  show(<Panel type="text" seen={seen} />);
  const input = screen.getByLabelText("格式（正则表达式）");
  fireEvent.change(input, { target: { value: "\\d+" } });
  expect(seen).toHaveBeenLastCalledWith({ pattern: "\\d+" });
  fireEvent.change(input, { target: { value: "" } });
  expect(seen).toHaveBeenLastCalledWith({});
});

test("shows an example of the automatic number while its parts are edited", () => {
  show(<Panel type="auto-number" seen={() => undefined} />);
  expect(screen.getByText("示例：202611220001")).toBeDefined();
});

function Options({ seen }: { readonly seen: (value: readonly FieldOption[]) => void }) {
  const [value, setValue] = useState<readonly FieldOption[]>([]);
  return (
    <OptionListEditor
      value={value}
      onChange={(next) => {
        seen(next);
        setValue(next);
      }}
    />
  );
}

test("adds pasted options once each, renames and reorders them with stable keys", () => {
  const seen = vi.fn<(value: readonly FieldOption[]) => void>();
  show(<Options seen={seen} />);
  fireEvent.click(screen.getByText("批量粘贴"));
  fireEvent.change(screen.getByLabelText("批量粘贴"), { target: { value: "展会\n官网\n展会\n" } });
  fireEvent.click(screen.getByRole("button", { name: /完\s?成/ }));
  expect(seen.mock.lastCall?.[0].map((option) => option.name.zh)).toEqual(["展会", "官网"]);
  const [first] = screen.getAllByLabelText("选项名称");
  if (first) fireEvent.change(first, { target: { value: "交易会" } });
  expect(seen.mock.lastCall?.[0][0]).toMatchObject({ key: "option_1", name: { zh: "交易会", en: "交易会" } });
  const [, second] = screen.getAllByLabelText("上移");
  if (second) fireEvent.click(second);
  expect(seen.mock.lastCall?.[0].map((option) => option.key)).toEqual(["option_2", "option_1"]);
});

function Condition({
  seen,
  start,
}: {
  readonly seen: (value: Expression | undefined) => void;
  readonly start?: Expression;
}) {
  const [value, setValue] = useState(start);
  return (
    <ConditionBuilder
      fields={FIELDS}
      {...(value === undefined ? {} : { value })}
      onChange={(next) => {
        seen(next);
        setValue(next);
      }}
    />
  );
}

test("keeps a row without a value on screen but out of the condition", () => {
  const seen = vi.fn<(value: Expression | undefined) => void>();
  show(<Condition seen={seen} />);
  expect(screen.getByText("没有条件，对所有记录生效")).toBeDefined();
  fireEvent.click(screen.getByText("添加条件"));
  expect(seen).toHaveBeenLastCalledWith(undefined);
  fireEvent.change(screen.getAllByRole("textbox").at(-1) ?? document.body, { target: { value: "张" } });
  expect(seen).toHaveBeenLastCalledWith({ "==": [{ var: "name" }, "张"] });
});

test("shows stored groups, periods and the current user", () => {
  const start = {
    or: [
      { "==": [{ var: "owner" }, { var: "$user" }] },
      { and: [{ inPeriod: [{ var: "due" }, "last-n-days", 7] }, { ">": [{ var: "price" }, "500000"] }] },
    ],
  };
  show(<Condition seen={() => undefined} start={start} />);
  expect(screen.getByText("当前用户")).toBeDefined();
  expect(screen.getByText("在期间")).toBeDefined();
  expect(screen.getByDisplayValue("7")).toBeDefined();
  expect(screen.getAllByLabelText("删除").length).toBe(4);
});

test("reads a formula by field names and explains the first mistake", () => {
  const seen = vi.fn<(value: Expression | undefined) => void>();
  show(<FormulaInput fields={FIELDS} onChange={seen} />);
  const [line] = screen.getAllByRole("textbox");
  if (line) fireEvent.change(line, { target: { value: "[数量] * [单价]" } });
  expect(seen).toHaveBeenLastCalledWith({ "*": [{ var: "quantity" }, { var: "price" }] });
  if (line) fireEvent.change(line, { target: { value: "[数量] * [不存在]" } });
  const explained = screen.getByRole("alert").textContent;
  expect(explained).toContain("不存在");
  expect(explained).toContain("第 8 个字");
  expect(seen).toHaveBeenCalledTimes(1);
});

function formulaLine(): HTMLTextAreaElement {
  const [line] = screen.getAllByRole<HTMLTextAreaElement>("textbox");
  if (!line) throw new TypeError("no formula line");
  return line;
}

function write(line: HTMLTextAreaElement, text: string): void {
  fireEvent.change(line, { target: { value: text, selectionStart: text.length } });
}

test("suggests functions and fields while one types, and explains the function around the caret", () => {
  const seen = vi.fn<(value: Expression | undefined) => void>();
  show(<FormulaInput fields={FIELDS} onChange={seen} />);
  const line = formulaLine();
  write(line, "ROUNDU");
  fireEvent.keyDown(line, { key: "Enter" });
  expect(line.value).toBe("向上舍入()");
  expect(screen.getByText("有余数就进一（远离 0）")).toBeDefined();
  write(line, "向上舍入([单");
  const [option] = screen.getAllByRole("option");
  expect(option?.textContent).toContain("单价");
  if (option) fireEvent.click(option);
  expect(line.value).toBe("向上舍入([单价]");
  write(line, "向上舍入([单价])");
  expect(seen).toHaveBeenLastCalledWith({ roundUp: [{ var: "price" }] });
  expect(screen.getByText(/结果：数字/)).toBeDefined();
});

test("says which part of a formula does not fit", () => {
  show(<FormulaInput fields={FIELDS} onChange={() => undefined} />);
  write(formulaLine(), "[姓名] * 2");
  expect(screen.getByRole("alert").textContent).toContain("[姓名]");
});
