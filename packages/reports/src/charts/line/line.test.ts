import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { lineOption } from "./option.ts";

test("points stand along the axis, and figures that do not exist break the line", () => {
  const option = lineOption(
    aContext({
      chart: "line",
      points: [
        [["1月"], "1"],
        [["2月"], null],
        [["3月"], "3"],
      ],
    }),
  );
  expect(option).toMatchObject({
    xAxis: { data: ["1月", "2月", "3月"] },
    series: [{ data: [{ value: 1 }, { value: null }, { value: 3, point: 2 }], areaStyle: { opacity: 0.12 } }],
  });
});

test("the area can be switched off", () => {
  const option = lineOption(aContext({ chart: "line", points: [[["1月"], "1"]], settings: { area: false } }));
  expect(JSON.stringify(option)).not.toContain("areaStyle");
});
