import { expect, test } from "vitest";
import { counted, fillText } from "./localized-text.ts";

test("places are filled, unknown ones stay visible", () => {
  expect(fillText("{a} of {b}", { a: "x" })).toBe("x of {b}");
});

test("what is counted follows its number in English", () => {
  expect(counted(1, "value")).toBe("1 value");
  expect(counted(0, "value")).toBe("0 values");
  expect(counted(2, "entry", "entries")).toBe("2 entries");
});

test("a word follows the number it stands for", () => {
  const text = "{n} {n:record|records} changed";
  expect(fillText(text, { n: 1 })).toBe("1 record changed");
  expect(fillText(text, { n: 0 })).toBe("0 records changed");
  expect(fillText(text, { n: "1,000" })).toBe("1,000 records changed");
  expect(fillText("{n: is|s are}", { n: "1" })).toBe(" is");
  expect(fillText("{n:|s}", {})).toBe("{n:|s}");
});
