import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { subTableField } from "./index.ts";

test("limits the number of rows", () => {
  const field = exampleField(subTableField, { settings: { entity: "line", minRows: 1, maxRows: 2 } });
  expect(subTableField.parse([{}, {}, {}], field)).toMatchObject({ error: { zh: "最多 2 行，现在有 3 行" } });
  expect(subTableField.parse([{ a: 1 }], field)).toEqual({ ok: true, value: [{ a: 1 }] });
});

test("says how many rows there are", () => {
  const field = exampleField(subTableField);
  expect(subTableField.toText([{}, {}], field, fieldContext("zh"))).toBe("2 行");
  expect(subTableField.toText([{}], field, fieldContext("en"))).toBe("1 row");
});
