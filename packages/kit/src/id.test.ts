import { expect, test } from "vitest";
import { isId, newId } from "./id.ts";

const NOW = Date.UTC(2026, 10, 29, 8, 30);

test("ids of one millisecond sort in the order they were made in, also when others are made in between", () => {
  const made: string[] = [];
  for (let index = 0; index < 10_000; index += 1) {
    made.push(newId(NOW));
    if (index % 100 === 0) newId(NOW + index);
  }
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
});

test("ids sort by time and are UUIDs of version 7", () => {
  const early = newId(NOW - 1);
  const late = newId(NOW);
  expect(early < late).toBe(true);
  expect(isId(late)).toBe(true);
  expect(late).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(late.replace("-", "").slice(0, 12), 16)).toBe(NOW);
});

test("two processes do not begin to count at the same number", () => {
  const starts = Array.from({ length: 100 }, (_, index) => newId(NOW + 100_000 + index).slice(15, 23));
  expect(new Set(starts).size).toBeGreaterThan(95);
});
