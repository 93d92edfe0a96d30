import { expect, test } from "vitest";
import { addressField } from "../address/index.ts";
import { locationField } from "../location/index.ts";
import { provinceCentres, regionCentre } from "./centres.ts";
import { division, regionChildren } from "./division.ts";
import { regionField } from "./index.ts";

test("every province lies somewhere, and every listed centre is that of a known region", () => {
  expect(provinceCentres().map(({ code }) => code)).toEqual(regionChildren().map(({ code }) => code));
  for (const { longitude, latitude } of provinceCentres()) {
    expect(longitude).toBeGreaterThan(73);
    expect(longitude).toBeLessThan(136);
    expect(latitude).toBeGreaterThan(18);
    expect(latitude).toBeLessThan(54);
  }
  for (const code of ["4403", "3205", "3702", "5329"]) expect(division(code)).toBeDefined();
});

test("a county stands at its city, an unlisted city at the capital of its province", () => {
  expect(regionCentre("370202")).toEqual({ longitude: 120.4, latitude: 36.1 });
  expect(regionCentre("371702")).toEqual(regionCentre("37"));
  expect(regionCentre("99")).toBeUndefined();
});

test("the types of places tell the point of their values", () => {
  expect(locationField.pointOf("117.000923,36.675807 泉城广场")).toEqual({
    longitude: 117.000923,
    latitude: 36.675807,
  });
  expect(locationField.pointOf("泉城广场")).toBeUndefined();
  expect(regionField.pointOf("3702")).toEqual({ longitude: 120.4, latitude: 36.1 });
  expect(addressField.pointOf("370202 香港中路 1 号")).toEqual({ longitude: 120.4, latitude: 36.1 });
  expect(addressField.pointOf(null)).toBeUndefined();
});
