import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { bandsOf, sankeyOption } from "./option.ts";

const context = aContext({
  chart: "sankey",
  dimensions: [{ field: "source" }, { field: "grade" }, { field: "status" }],
  points: [
    [["官网", "A", "已转化"], "3"],
    [["官网", "A", "无效"], "1"],
    [["展会", "A", "已转化"], "2"],
    [["展会", "B", "无效"], "0"],
  ],
});

test("bands of inner groups add up, and only those of one point lead to it", () => {
  const bands = bandsOf(context).map(({ from, to, value, point }) => [from.label, to.label, value, point]);
  expect(bands).toEqual([
    ["官网", "A", 4, undefined],
    ["A", "已转化", 5, undefined],
    ["A", "无效", 1, 1],
    ["展会", "A", 2, 2],
  ]);
});

test("the same word in two dimensions is two stations", () => {
  const same = aContext({
    chart: "sankey",
    dimensions: [{ field: "from" }, { field: "to" }],
    points: [[["王强", "王强"], "1"]],
  });
  const [series] = sankeyOption(same)["series"] as readonly { readonly data: readonly object[] }[];
  expect(series?.data).toHaveLength(2);
});
