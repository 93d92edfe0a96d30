import { expect, test } from "vitest";
import { gridWindow, scrollTopFor } from "./grid-window.ts";

const base = { rows: 100_000, rowHeight: 36, viewportHeight: 720, overscan: 4 };

test("draws only what is visible plus the overscan, however many rows there are", () => {
  const window = gridWindow({ ...base, scrollTop: 36 * 50_000 });
  expect(window).toEqual({ first: 49_996, end: 50_024, scrollHeight: 3_600_000, shift: 0 });
});

test("reaches the last row of a list taller than a browser can lay out", () => {
  const rows = 2_000_000;
  const { scrollHeight } = gridWindow({ ...base, rows, scrollTop: 0 });
  expect(scrollHeight).toBeLessThan(33_000_000);
  const bottom = gridWindow({ ...base, rows, scrollTop: scrollHeight - 720 });
  expect(bottom.end).toBe(rows);
  const lastRowBottom = rows * 36 + bottom.shift;
  expect(lastRowBottom).toBeCloseTo(scrollHeight, 3);
});

test("an empty list draws nothing and a short one everything", () => {
  expect(gridWindow({ ...base, rows: 0, scrollTop: 500 })).toMatchObject({ first: 0, end: 0 });
  expect(gridWindow({ ...base, rows: 3, scrollTop: 0 })).toMatchObject({ first: 0, end: 3 });
});

test("a scroll position left over from a longer list is held inside the list", () => {
  expect(gridWindow({ ...base, rows: 30, scrollTop: 90_000 }).end).toBe(30);
});

test("scrolls just far enough to show a row above or below", () => {
  const geometry = { rows: 1000, rowHeight: 36, viewportHeight: 360, scrollTop: 3600 };
  expect(scrollTopFor(99, geometry)).toBe(3564);
  expect(scrollTopFor(110, geometry)).toBe(3636);
  expect(scrollTopFor(104, geometry)).toBe(3600);
});

test("a row of a scaled list is in sight after scrolling to it", () => {
  const geometry = { rows: 3_000_000, rowHeight: 36, viewportHeight: 720, scrollTop: 0 };
  const scrollTop = scrollTopFor(2_345_678, geometry);
  const window = gridWindow({ ...geometry, scrollTop, overscan: 0 });
  expect(window.first).toBeLessThanOrEqual(2_345_678);
  expect(window.end).toBeGreaterThan(2_345_678);
});
