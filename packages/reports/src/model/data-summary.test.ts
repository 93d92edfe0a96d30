import { expect, test } from "vitest";
import { aContext } from "../testing/chart-context.ts";
import { dataSummary } from "./data-summary.ts";

const points = [
  [["官网"], "12"],
  [["展会"], null],
  [["抖音"], "3"],
] as const;

test("says how many groups there are, and which stand out", () => {
  expect(dataSummary(aContext({ chart: "bar", points }))).toBe(
    "柱状图，共 3 组。数量最高：官网 12；最低：抖音 3。",
  );
  expect(dataSummary(aContext({ chart: "bar", points, locale: "en" }))).toBe(
    "Bar of 3 groups. Highest Count: 官网 12; lowest: 抖音 3.",
  );
});

test("a single figure is said as it is", () => {
  expect(dataSummary(aContext({ chart: "number", dimensions: [], points: [[[], "12345"]] }))).toBe(
    "指标卡：数量 12,345",
  );
});
