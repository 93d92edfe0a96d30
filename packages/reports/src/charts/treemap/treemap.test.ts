import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { boxesOf } from "./option.ts";

test("boxes hold those of the next dimension and add them up; leaves lead to their points", () => {
  const boxes = boxesOf(
    aContext({
      chart: "treemap",
      dimensions: [{ field: "industry" }, { field: "grade" }],
      points: [
        [["化工", "A"], "5"],
        [["化工", "B"], "2"],
        [["食品", "A"], "4"],
        [["食品", "B"], "-1"],
      ],
    }),
  );
  expect(boxes).toMatchObject([
    {
      name: "化工",
      value: 7,
      children: [
        { name: "A", value: 5, point: 0, measure: "count" },
        { name: "B", value: 2, point: 1 },
      ],
    },
    { name: "食品", value: 4, children: [{ name: "A", point: 2 }] },
  ]);
});
