import { expect, test } from "vitest";
import { seededNumbers } from "./random.ts";

test("the same seed gives the same numbers, another seed others, all of them below 1", () => {
  const take = (seed: number): readonly number[] => {
    const next = seededNumbers(seed);
    return Array.from({ length: 1_000 }, next);
  };
  expect(take(7)).toEqual(take(7));
  expect(take(7)).not.toEqual(take(8));
  expect(take(7).every((number) => number >= 0 && number < 1)).toBe(true);
  const mean = take(7).reduce((sum, number) => sum + number, 0) / 1_000;
  expect(mean).toBeCloseTo(0.5, 1);
});
