import { expect, test } from "vitest";
import { checkBody } from "./check-body.ts";

const refused = (path: string) =>
  expect.objectContaining({ code: "KIT_INVALID_INPUT", details: [expect.objectContaining({ path })] });

test("lets through what people make", () => {
  const long = { rows: Array.from({ length: 100_000 }, (_row, index) => ({ index })) };
  for (const body of [undefined, null, 1, "中文🧩", { rows: [{ a: [1, { b: "𠮷" }] }] }, long])
    expect(() => checkBody(body)).not.toThrow();
});

test("names the place of text that cannot be stored", () => {
  expect(() => checkBody({ values: { name: "a\u0000" } })).toThrow(refused("values.name"));
  expect(() => checkBody({ rows: ["ok", "\ud800"] })).toThrow(refused("rows.1"));
  expect(() => checkBody({ "\u0000": 1 })).toThrow(refused(""));
});

test("refuses nesting without end, and does not overflow over it", () => {
  let deep: unknown = 1;
  for (let level = 0; level < 200_000; level += 1) deep = [deep];
  expect(() => checkBody(deep)).toThrow(expect.objectContaining({ code: "KIT_INVALID_INPUT" }));
});
