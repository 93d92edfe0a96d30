import { expect, test } from "vitest";
import { unlessEmpty, unlessNone, withParts } from "./with-part.ts";

test("parts are changed and undefined ones taken out, the given value stays as it is", () => {
  const given: { a: number; b?: string } = { a: 1, b: "x" };
  expect(withParts(given, { a: 2, b: undefined })).toStrictEqual({ a: 2 });
  expect(given).toStrictEqual({ a: 1, b: "x" });
});

test("what says nothing is not kept", () => {
  expect(unlessEmpty({})).toBeUndefined();
  expect(unlessEmpty({ a: 1 })).toStrictEqual({ a: 1 });
  expect(unlessNone([])).toBeUndefined();
  expect(unlessNone([1])).toStrictEqual([1]);
});
