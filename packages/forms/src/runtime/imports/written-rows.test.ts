import { expect, test } from "vitest";
import { WrittenRows, writtenDetails } from "./written-rows.ts";

test("rows are kept as ranges and found again, those that are settled left out", () => {
  const details = [writtenDetails("create", [2, 3, 4, 9, 7]), writtenDetails("update", [5])];
  expect(details).toEqual([
    {
      rows: {
        create: [
          [2, 4],
          [7, 7],
          [9, 9],
        ],
      },
    },
    { rows: { update: [[5, 5]] } },
  ]);
  const written = new WrittenRows([...details, null, { rows: { create: [[1]] } }, { other: 1 }], 3);
  expect([2, 3, 4, 5, 6, 7, 8, 9].map((row) => written.of(row))).toEqual([
    undefined,
    undefined,
    "create",
    "update",
    undefined,
    "create",
    undefined,
    "create",
  ]);
});
