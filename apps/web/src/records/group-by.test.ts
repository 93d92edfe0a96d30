import { sameText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { groupCondition, groupFields, groupMeasures, summedFields } from "./group-by.ts";

const field = (id: string, type: string): FieldDefinition => ({ id, type, name: sameText(id) });
const allowed = {
  read: true,
  create: true,
  update: true,
  delete: true,
  import: true,
  export: true,
  fields: { secret: "masked" },
} as never; // only the fields are asked

test("groups are made of fields with one value that is not masked", () => {
  const fields = [
    field("a", "select"),
    field("b", "multi-select"),
    field("secret", "text"),
    field("d", "date"),
  ];
  expect(groupFields(fields, allowed).map(({ id }) => id)).toEqual(["a", "d"]);
});

test("the records of a group are found by its key, by its month, or by having none", () => {
  expect(groupCondition(field("a", "select"), "x")).toEqual({ "==": [{ var: "a" }, "x"] });
  expect(groupCondition(field("a", "select"), null)).toEqual({ empty: [{ var: "a" }] });
  expect(groupCondition(field("a", "switch"), "true")).toEqual({ "==": [{ var: "a" }, true] });
  expect(groupCondition(field("d", "date"), "2026-12-01")).toEqual({
    and: [{ ">=": [{ var: "d" }, "2026-12-01"] }, { "<": [{ var: "d" }, "2027-01-01"] }],
  });
});

test("numbers among the columns are summed", () => {
  const fields = [field("n", "number"), field("t", "text")];
  const sums = summedFields(["t", "n"], fields, allowed);
  expect(groupMeasures(sums).map(({ id }) => id)).toEqual(["n", "sum_n"]);
});
