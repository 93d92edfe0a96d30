import { readFileSync } from "node:fs";
import { exampleField, fieldContext } from "@mortise/testing";
import { sharedFile } from "@mortise/testing/shared-data";
import { describe, expect, test } from "vitest";
import { maskedText } from "../mask.ts";
import { mobileField } from "./index.ts";

interface PhoneCase {
  readonly input: string;
  readonly expected: string;
}

function cases(): readonly PhoneCase[] {
  const text = readFileSync(sharedFile("geo/cn-mobile-prefixes.json"), "utf8");
  const data: { normalisation_cases: PhoneCase[] } = JSON.parse(text);
  return data.normalisation_cases;
}

describe("the shared normalisation cases", () => {
  const lenient = exampleField(mobileField, { settings: { allowLandline: true } });
  test("there are eighteen", () => expect(cases()).toHaveLength(18));
  test.each(cases())("$input is $expected", ({ input, expected }) => {
    const result = mobileField.fromText(input, lenient, fieldContext());
    const shown = result.ok
      ? mobileField.toText(result.value, lenient, fieldContext())
      : "not a mobile number";
    expect(shown.replace(/(\d) (?=\d)/g, "$1")).toBe(expected);
  });
});

test("refuses land lines unless they are allowed", () => {
  const strict = exampleField(mobileField, { settings: {} });
  expect(mobileField.fromText("010-62345678", strict, fieldContext())).toMatchObject({
    error: { zh: "这里需要手机号，不能填座机" },
  });
});

test.each([
  ["+1-395-557-1028x208", "+13955571028;ext=208"],
  ["957.962.1534", "+19579621534"],
  ["(543)212-7104x9392", "+15432127104;ext=9392"],
  ["001-450-279-8166x742", "+14502798166;ext=742"],
  ["+44 20 7946 1001", "+442079461001"],
  ["+8613800138000", "+8613800138000"],
])("reads %s with the United States as default", (text, value) => {
  const american = exampleField(mobileField, { settings: { defaultCountry: "US" } });
  const result = mobileField.fromText(text, american, fieldContext());
  expect(result.ok ? result.value : undefined).toBe(value);
});

test("masks the national number only", () => {
  const field = exampleField(mobileField);
  expect(maskedText(mobileField, "+8613800138000", field, fieldContext())).toBe("138****8000");
  expect(maskedText(mobileField, "+14155552671", field, fieldContext())).toBe("+1 415***2671");
});

test("is guessed by its header, and not for short plain numbers", () => {
  expect(mobileField.guess(["13800138000", "13900139000"], "联系电话")).toBe(0.95);
  expect(mobileField.guess(["957.962.1534", "885-604-3025x33639"], "Phone")).toBe(0.95);
  expect(mobileField.guess(["1", "2"], "数量")).toBe(0);
  expect(mobileField.guessSettings(["957.962.1534", "885-604-3025x33639"])).toMatchObject({
    defaultCountry: "US",
  });
});
