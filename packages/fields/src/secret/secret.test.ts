import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { SECRET_SHOWN, secretField } from "./index.ts";

const field = exampleField(secretField);

test("writes nothing where the value is veiled", () => {
  for (const value of [SECRET_SHOWN, "sealed:1:0a1b2c3d:abc"])
    expect(secretField.toText(value, field, fieldContext())).toBe("");
  expect(secretField.toText("6222", field, fieldContext())).toBe("6222");
});

test("takes back what it shows, and refuses what is too long", () => {
  expect(secretField.parse(SECRET_SHOWN, field)).toEqual({ ok: true, value: SECRET_SHOWN });
  expect(secretField.parse("x".repeat(101), field)).toMatchObject({ ok: false });
  expect(secretField.parse(`sealed:1:${"x".repeat(300)}`, field)).toMatchObject({ ok: true });
});
