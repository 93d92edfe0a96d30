import { expect, test } from "vitest";
import { pauseAfter, restAfterFailures } from "./retry.ts";

const policy = { tries: 10, firstPause: 10, longestPause: 600 };

test("pauses double up to the longest, and no two of them need be the same", () => {
  const least = [1, 2, 3, 7, 8, 100].map((failures) => pauseAfter(policy, failures, 0));
  expect(least).toEqual([5_000, 10_000, 20_000, 300_000, 300_000, 300_000]);
  expect(pauseAfter(policy, 1, 0.5)).toBe(7_500);
  expect(pauseAfter(policy, 100, 0.999_999)).toBeLessThanOrEqual(600_000);
});

test("a target is left alone after five failures in a row, longer each time, ten minutes at most", () => {
  expect([1, 4, 5, 6, 7, 40].map(restAfterFailures)).toEqual([0, 0, 15_000, 30_000, 60_000, 600_000]);
});
