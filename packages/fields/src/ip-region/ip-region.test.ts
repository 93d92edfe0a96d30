import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { ipRegionField } from "./index.ts";

const field = exampleField(ipRegionField);

test("is worked out from its address, and from nothing while none is chosen", () => {
  expect(ipRegionField.expression(field)).toEqual({ ipRegion: [{ var: "ip" }] });
  expect(ipRegionField.expression(exampleField(ipRegionField, { settings: {} }))).toBeUndefined();
});

test("shows its place and takes none from a file", () => {
  expect(ipRegionField.toText("3702", field, fieldContext())).toBe("山东省/青岛市");
  expect(ipRegionField.fromText("青岛", field, fieldContext())).toMatchObject({ ok: false });
});
