import { expect, test } from "vitest";
import { shifted } from "./shifted.ts";

test("a point in China is shifted by some hundred metres, one outside stays", () => {
  // Tian'anmen, as published in both systems.
  const there = shifted({ longitude: 116.391_3, latitude: 39.907_4 });
  expect(there.longitude).toBeCloseTo(116.3975, 3);
  expect(there.latitude).toBeCloseTo(39.9088, 3);
  const london = { longitude: -0.1276, latitude: 51.5073 };
  expect(shifted(london)).toEqual(london);
});
