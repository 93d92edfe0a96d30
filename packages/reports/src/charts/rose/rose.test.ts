import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { roseOption } from "./option.ts";

test("petals lead back to their points, and nothing has no petal", () => {
  const option = roseOption(
    aContext({
      chart: "rose",
      points: [
        [["官网"], "12"],
        [["展会"], "0"],
        [["抖音"], "3"],
      ],
    }),
  );
  expect(option["series"]).toMatchObject([
    {
      type: "pie",
      roseType: "area",
      data: [
        { value: 12, point: 0 },
        { value: 3, point: 2, measure: "count" },
      ],
    },
  ]);
});
