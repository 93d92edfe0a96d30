import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { ratingField } from "./index.ts";

const field = exampleField(ratingField);

test.each([
  ["4", "4"],
  ["4.0", "4"],
  ["４ 星", "4"],
  ["4/5", "4"],
  ["3分", "3"],
  ["★★★☆☆", "3"],
  ["很好", "5"],
  ["excellent", "5"],
  ["2（较差）", "2"],
])("reads %s as %s", (text, value) => {
  expect(ratingField.fromText(text, field, fieldContext())).toEqual({ ok: true, value });
});

test.each(["0", "6", "2.5", "-1", "很", "4/50000", "★★★★★★"])("refuses %s and says what fits", (text) => {
  expect(ratingField.fromText(text, field, fieldContext())).toMatchObject({
    ok: false,
    error: { en: "Choose a grade from 1 to 5" },
  });
});

test("shows the name of the grade in the reader's language", () => {
  expect(ratingField.toText("4", field, fieldContext("zh"))).toBe("4（较好）");
  expect(ratingField.toText("4", field, fieldContext("en"))).toBe("4 (Good)");
});

test("recognises stars, and grades under a fitting header only", () => {
  expect(ratingField.guess(["★★★", "★☆☆"], "意向")).toBeGreaterThan(0.9);
  expect(ratingField.guess(["1", "5"], "满意度评分")).toBeGreaterThan(0.8);
  expect(ratingField.guess(["1", "5"], "数量")).toBe(0);
  expect(ratingField.guessSettings(["1", "8"])).toEqual({ levels: 8 });
});

test("complains about more names than grades", () => {
  const wrong = exampleField(ratingField, { settings: { levels: 1, names: "差\n好" } });
  expect(ratingField.checkSettings(wrong)).toHaveLength(1);
});
