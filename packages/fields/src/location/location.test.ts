import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { locationField } from "./index.ts";

const of = (settings = {}) => exampleField(locationField, { settings });

test("keeps one form however the point is written", () => {
  for (const text of [
    "117.000923,36.675807 泉城广场",
    "117.0009230，36.675807  泉城广场",
    "117.000923 , 36.675807 泉城广场",
  ])
    expect(locationField.fromText(text, of(), fieldContext())).toEqual({
      ok: true,
      value: "117.000923,36.675807 泉城广场",
    });
  expect(locationField.parse({ lng: 117, lat: 36.5, address: "厂区" }, of())).toEqual({
    ok: true,
    value: "117.000000,36.500000 厂区",
  });
});

test("refuses what is not on the earth", () => {
  for (const wrong of ["181,0", "0,91", "117", "泉城广场", { lng: 200, lat: 0 }, { lng: "1", lat: 2 }])
    expect(locationField.parse(wrong, of()).ok).toBe(false);
});

test("keeps to the surroundings of a point, saying how far away it is", () => {
  const near = of({ center: "117.000923,36.675807", radius: 500 });
  expect(locationField.parse("117.003,36.677", near).ok).toBe(true);
  expect(locationField.parse("117.02,36.675807", near)).toMatchObject({
    error: { en: "1701 m from the given point; it has to be within 500 m" },
  });
  expect(locationField.checkSettings(of({ center: "济南" }))).toHaveLength(1);
});
