import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { mobileRegionField } from "./index.ts";

const field = exampleField(mobileRegionField);

test("is worked out from its number, and from nothing while none is chosen", () => {
  expect(mobileRegionField.expression(field)).toEqual({ phoneRegion: [{ var: "mobile" }] });
  expect(mobileRegionField.expression(exampleField(mobileRegionField, { settings: {} }))).toBeUndefined();
});

test("shows its place and takes none from a file", () => {
  expect(mobileRegionField.toText("3701", field, fieldContext())).toBe("山东省/济南市");
  expect(mobileRegionField.fromText("济南", field, fieldContext())).toMatchObject({ ok: false });
});
