import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { radarOption } from "./option.ts";

test("each group is an axis, each measure a profile over all of them", () => {
  const option = radarOption(
    aContext({
      chart: "radar",
      measures: [
        { id: "calls", function: "count" },
        { id: "visits", function: "count" },
      ],
      points: [
        [["王强"], "20", "4"],
        [["李娜"], "10", null],
      ],
    }),
  );
  expect(option["radar"]).toMatchObject({
    indicator: [
      { name: "王强", max: 21 },
      { name: "李娜", max: 21 },
    ],
  });
  expect(option["series"]).toMatchObject([
    {
      data: [
        { name: "calls", value: [20, 10] },
        { name: "visits", value: [4, 0] },
      ],
    },
  ]);
  const { formatter } = option["tooltip"] as { formatter: (item: object) => string };
  expect(formatter({ name: "visits", dataIndex: 1 })).toContain("–");
});
