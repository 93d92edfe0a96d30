import type { RecordData } from "@mortise/contract";
import type { FieldContext } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { planCells, readCell } from "./planned-cells.ts";

const field = (id: string, type: string): FieldDefinition => ({ id, type, name: { zh: id, en: id } });
const fields = [field("name", "text"), field("amount", "number"), field("stage", "text")];
const record = (id: string): RecordData => ({ id, revision: 1 });
const context: FieldContext = {
  locale: "en",
  timeZone: "Asia/Shanghai",
  label: () => undefined,
  find: () => undefined,
};

test("what may be written is planned by the place of its row, the rest is named with the reason", () => {
  const plan = planCells({
    range: { top: 10, bottom: 11, left: 0, right: 1 },
    fields,
    records: [record("a"), record("b")],
    mayWrite: ({ id }, { id: row }) => id === "name" || row === "a",
    mayNot: "may not",
    cellAt: (row, column) =>
      row === 10 && column === 0 ? { problem: "unread" } : { value: `${row}/${column}` },
  });
  expect(plan.rows).toEqual([
    { row: 10, record: record("a"), values: { amount: "10/1" } },
    { row: 11, record: record("b"), values: { name: "11/0" } },
  ]);
  expect(plan.cells).toBe(2);
  expect(plan.skipped.map(({ row, field: { id }, reason }) => [row, id, reason])).toEqual([
    [10, "name", "unread"],
    [11, "amount", "may not"],
  ]);
});

test("rows that are not at hand and columns beyond the last are passed over, and a row without cells is none", () => {
  const plan = planCells({
    range: { top: 0, bottom: 2, left: 2, right: 5 },
    fields,
    records: [undefined, record("b"), record("c")],
    mayWrite: (_field, { id }) => id === "c",
    mayNot: "may not",
    cellAt: () => ({ value: null }),
  });
  expect(plan.rows).toEqual([{ row: 2, record: record("c"), values: { stage: null } }]);
  expect(plan.skipped.map(({ row }) => row)).toEqual([1]);
});

test("a pasted text is read by the type of its field; an empty one clears, another is refused with the reason", () => {
  const [, amount] = fields;
  if (!amount) throw new TypeError("no field");
  expect(readCell("  ", amount, context, "“{text}”: {reason}")).toEqual({ value: null });
  expect(readCell("1,234.5", amount, context, "“{text}”: {reason}")).toMatchObject({
    value: expect.anything(),
  });
  const refused = readCell("many", amount, context, "“{text}”: {reason}");
  expect("problem" in refused ? refused.problem : "").toMatch(/^“many”: ./);
});
