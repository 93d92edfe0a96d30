import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type EntityDocument, type FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { checkValues, placedFields } from "./form-values.ts";
import { formLogic, type FormValues, stepForm } from "./form-logic.ts";
import { PLAIN_VIEW } from "./form-view.ts";
import { rowViews } from "./row-logic.ts";

const field = (id: string, type: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  id,
  type,
  name: sameText(id),
  ...more,
});
const base = { kind: "entity", version: 1, icon: "table", color: "blue", owned: false } as const;
const order: EntityDocument = {
  ...base,
  id: "order",
  name: sameText("order"),
  titleField: "name",
  fields: [field("name", "text"), field("lines", "sub-table", { settings: { entity: "line" } })],
};
const line: EntityDocument = {
  ...base,
  id: "line",
  name: sameText("line"),
  titleField: "what",
  parent: { entity: "order", field: "lines" },
  fields: [
    field("what", "text"),
    field("gift", "switch"),
    field("price", "number", { default: 1 }),
    field("reason", "text"),
    field("sum", "formula", {
      settings: { expression: { "*": [{ var: "price" }, 2] }, resultKind: "number", decimals: 0 },
    }),
  ],
  rules: [
    {
      id: "gift",
      when: { "==": [{ var: "gift" }, true] },
      actions: [
        { type: "set", field: "price", value: 0 },
        { type: "lock", fields: ["price"] },
        { type: "require", fields: ["reason"] },
      ],
    },
    {
      id: "plain",
      when: { "!=": [{ var: "gift" }, true] },
      actions: [{ type: "hide", fields: ["reason"] }],
    },
    {
      id: "dear",
      when: { ">": [{ var: "price" }, 100] },
      actions: [{ type: "refuse", field: "price", message: { zh: "太贵", en: "Too dear" } }],
    },
  ],
};
const logic = formLogic(order, new Catalog([order, line], fieldCatalog));
const moment = { now: new Date("2026-11-22T02:00:00Z"), timeZone: "Asia/Shanghai" };
const step = (values: FormValues, before: FormValues) =>
  stepForm(logic, { values, before, given: new Set(["lines"]) }, moment).values;
const lines = (values: FormValues) => values["lines"] as readonly FormValues[];
const views = (values: FormValues, stored?: FormValues) =>
  rowViews(logic, values, { stored, moment })?.get("lines") ?? [];

test("rules of rows set values in the row that comes to meet them, and formulas follow", () => {
  const opened = step(
    {
      lines: [
        { what: "a", price: "5" },
        { what: "b", price: "7" },
      ],
    },
    {},
  );
  const [first, second] = lines(opened);
  const changed = step({ lines: [{ ...first, gift: true }, second ?? {}] }, opened);
  expect(lines(changed)[0]).toMatchObject({ price: "0", sum: "0" });
  expect(lines(changed)[1]).toMatchObject({ price: "7", sum: "14" });
  const typed = step({ lines: [{ ...lines(changed)[0], price: "3" }, lines(changed)[1] ?? {}] }, changed);
  expect(lines(typed)[0]).toMatchObject({ price: "3" });
});

test("a new row keeps what was pasted into it and takes what rules set otherwise", () => {
  const pasted = step({ lines: [{ gift: true, price: "9" }] }, {});
  expect(lines(pasted)[0]).toMatchObject({ price: "9" });
  const added = step({ lines: [{ gift: true, price: 1 }] }, {});
  expect(lines(added)[0]).toMatchObject({ price: "0" });
});

test("each row is hidden, required, locked and refused by itself", () => {
  const stored = { lines: [{ id: "1", gift: true, price: "0", reason: "x" }] };
  const [gift, plain, fresh] = views(
    { lines: [...stored.lines, { price: "200" }, { gift: true, price: "0" }] },
    stored,
  );
  expect([...(gift?.locked ?? [])]).toEqual(["price"]);
  expect([...(gift?.required ?? [])]).toEqual(["reason"]);
  expect([...(plain?.hidden ?? [])]).toEqual(["reason"]);
  expect(plain?.messages).toMatchObject([{ field: "price", level: "refuse" }]);
  expect(fresh?.required.has("reason")).toBe(true);
});

test("a form with a row that its rules refuse is not sent, and says which row", () => {
  const placed = placedFields([{ type: "field", id: "l", field: "lines", span: 12 }], order.fields);
  const told = (values: FormValues) =>
    checkValues(placed, values, { ...PLAIN_VIEW, rows: new Map([["lines", views(values)]]) });
  expect(told({ lines: [{ price: "5" }, { price: "200" }] })).toMatchObject({
    lines: { zh: "第 2 行：太贵" },
  });
  expect(told({ lines: [{ gift: true }] })).toMatchObject({
    lines: { en: expect.stringContaining("Row 1") },
  });
  expect(told({ lines: [{ gift: true, reason: "r" }] })).toEqual({});
});

test("what the server alone works out stays as it was, while a form is filled in", () => {
  const caller: EntityDocument = {
    ...base,
    id: "caller",
    name: sameText("caller"),
    titleField: "name",
    fields: [
      field("name", "text"),
      field("mobile", "mobile"),
      field("place", "mobile-region", { settings: { field: "mobile" } }),
    ],
  };
  const form = formLogic(caller, new Catalog([caller], fieldCatalog));
  const stored = { name: "a", mobile: "+8613153100000", place: "3701" };
  const next = { ...stored, name: "b" };
  const made = stepForm(form, { values: next, before: stored, given: new Set(["name"]) }, moment);
  expect(made.values["place"]).toBe("3701");
});

test("a row asks what its key fills in, once for rows that are alike, and takes the answer as long as nobody typed there", () => {
  const product: EntityDocument = {
    ...base,
    id: "product",
    name: sameText("product"),
    titleField: "code",
    fields: [field("code", "text"), field("price", "number")],
  };
  const priced: EntityDocument = {
    ...line,
    rules: [
      {
        id: "price",
        when: true,
        actions: [
          {
            type: "fill",
            entity: "product",
            match: [{ field: "code", value: { var: "what" } }],
            take: "first",
            values: [{ field: "price", from: "price" }],
          },
        ],
      },
    ],
  };
  const form = formLogic(order, new Catalog([order, priced, product], fieldCatalog));
  const before = { lines: [{ what: "z", price: "1" }] };
  const [untouched] = before.lines;
  const values = {
    lines: [
      untouched,
      { what: "a", price: 1 },
      { what: "a", price: 1 },
      { what: "b", price: "7" },
      { price: 1 },
    ],
  } as FormValues;
  const open = { values, before, given: new Set(["lines"]) };
  const asked = stepForm(form, open, moment);
  expect([...asked.wantedBelow]).toEqual([["line", [{ rule: "price", action: 0, keys: ["a"] }]]]);
  expect(asked.wanted).toEqual([]);
  const answers = new Map([[JSON.stringify(["price", 0, ["a"]]), { values: { price: "40" } }]]);
  const found = { foundBelow: new Map([["line", answers]]) };
  const filled = stepForm(form, { ...open, values: asked.values, ...found }, moment);
  expect(filled.wantedBelow.size).toBe(0);
  expect(lines(filled.values).map(({ price, sum }) => [price, sum])).toEqual([
    ["1", "2"],
    ["40", "80"],
    ["40", "80"],
    ["7", "14"],
    [1, "2"],
  ]);
  // The key is changed in one row: that row alone asks anew.
  const changed = { lines: lines(filled.values).with(1, { ...lines(filled.values)[1], what: "c" }) };
  const again = stepForm(
    form,
    { values: changed, before: filled.values, given: new Set(["lines"]), ...found },
    moment,
  );
  expect([...again.wantedBelow]).toEqual([["line", [{ rule: "price", action: 0, keys: ["c"] }]]]);
});
