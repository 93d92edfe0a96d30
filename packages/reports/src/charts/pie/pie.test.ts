import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { pieOption } from "./option.ts";

test("slices keep their point when others have nothing to show", () => {
  const option = pieOption(
    aContext({
      chart: "pie",
      points: [
        [["a"], "0"],
        [["b"], "30000"],
      ],
    }),
  );
  expect(option).toMatchObject({
    title: { text: "3万" },
    series: [{ data: [{ name: "b", value: 30000, point: 1, measure: "count" }] }],
  });
});
