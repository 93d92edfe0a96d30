import type { Value } from "@mortise/expression";
import type { Locale } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { fieldType, fieldTypes } from "../registry.ts";
import { FieldCell, FieldEditor, FieldValue } from "./field-components.tsx";
import type { FieldServices } from "./field-services.ts";
import { FieldServicesProvider } from "./field-services-provider.tsx";
import { fieldViews } from "./views.ts";

const LINE: EntityDocument = {
  kind: "entity",
  id: "quote_line",
  version: 1,
  name: { zh: "明细", en: "Lines" },
  icon: "list",
  color: "#000000",
  titleField: "product",
  owned: false,
  fields: [
    { id: "product", type: "text", name: { zh: "产品", en: "Product" } },
    { id: "amount", type: "money", name: { zh: "金额", en: "Amount" } },
  ],
};

function services(locale: Locale): FieldServices {
  return {
    locale,
    timeZone: "Asia/Shanghai",
    label: (id) => (id.startsWith("01890f3e") ? "张伟" : undefined),
    searchUsers: () => Promise.resolve([]),
    searchTeams: () => Promise.resolve([]),
    searchRecords: () => Promise.resolve([]),
    upload: () => Promise.reject(new TypeError("no network")),
    entity: (id) => (id === LINE.id ? LINE : undefined),
  };
}

function field(type: string, settings: FieldDefinition["settings"] = {}): FieldDefinition {
  return { id: "f", type, name: { zh: "字段", en: "Field" }, settings };
}

interface HarnessProps {
  readonly field: FieldDefinition;
  readonly start: Value;
  readonly seen: (value: Value) => void;
}

function Harness({ field, start, seen }: HarnessProps) {
  const [value, setValue] = useState(start);
  const change = (next: Value): void => {
    seen(next);
    setValue(next);
  };
  return (
    <FieldServicesProvider services={services("zh")}>
      <FieldEditor field={field} value={value} onChange={change} id="f" />
    </FieldServicesProvider>
  );
}

function edit(
  type: string,
  start: Value,
  settings: FieldDefinition["settings"] = {},
): (value: Value) => void {
  const seen = vi.fn<(value: Value) => void>();
  render(<Harness field={field(type, settings)} start={start} seen={seen} />);
  return seen;
}

test("every type has a view and every view a type", () => {
  expect(fieldViews.map((view) => view.id)).toEqual(fieldTypes.map((type) => type.id));
});

test.each(fieldTypes.flatMap((type) => (["zh", "en"] as const).map((locale) => [type.id, locale] as const)))(
  "shows and edits %s in %s",
  (id, locale) => {
    const type = fieldType(id);
    const example = field(id, type.example.settings);
    for (const value of [null, ...type.example.values]) {
      const { container } = render(
        <FieldServicesProvider services={services(locale)}>
          <FieldEditor field={example} value={value} onChange={() => undefined} />
          <div data-testid="cell">
            <FieldCell field={example} value={value} />
          </div>
          <div data-testid="value">
            <FieldValue field={example} value={value} />
          </div>
        </FieldServicesProvider>,
      );
      expect(container.querySelector('[data-testid="cell"]')?.textContent === "").toBe(value === null);
      expect(container.querySelector('[data-testid="value"]')?.textContent).not.toBe("");
      cleanup();
    }
  },
);

test("hands up numbers as they are typed and shows them grouped afterwards", () => {
  const seen = edit("money", null);
  const input = screen.getByRole("textbox");
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value: "3.5万" } });
  fireEvent.blur(input);
  expect(seen).toHaveBeenLastCalledWith("35000.00");
  expect(screen.getByDisplayValue("¥35,000.00")).toBeDefined();
});

test("keeps input that does not fit instead of dropping it", () => {
  const seen = edit("number", "12");
  const input = screen.getByRole("textbox");
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value: "十二个" } });
  fireEvent.blur(input);
  expect(seen).toHaveBeenLastCalledWith("十二个");
  expect(screen.getByDisplayValue("十二个")).toBeDefined();
});

test("takes a bare number in a percent editor for percent points", () => {
  const seen = edit("percent", null);
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "1" } });
  expect(seen).toHaveBeenLastCalledWith("0.0100");
});

test("adds and removes sub-table rows and adds up money", () => {
  const seen = edit(
    "sub-table",
    [
      { product: "甲", amount: "1.10" },
      { product: "乙", amount: "2.20" },
    ],
    {
      entity: "quote_line",
    },
  );
  expect(screen.getByText("¥3.30")).toBeDefined();
  fireEvent.click(screen.getByText("添加一行"));
  expect(seen).toHaveBeenLastCalledWith([
    { product: "甲", amount: "1.10" },
    { product: "乙", amount: "2.20" },
    {},
  ]);
  fireEvent.click(screen.getByLabelText("删除第 1 行"));
  expect(seen).toHaveBeenLastCalledWith([{ product: "乙", amount: "2.20" }, {}]);
  expect(screen.getByDisplayValue("乙")).toBeDefined();
});

test("says which file could not be uploaded", async () => {
  edit("attachment", null);
  const input = document.querySelector('input[type="file"]');
  expect(input).not.toBeNull();
  const file = new File(["x"], "合同.pdf", { type: "application/pdf" });
  if (input) fireEvent.change(input, { target: { files: [file] } });
  expect(await screen.findByText("“合同.pdf”上传失败，请重试")).toBeDefined();
});
