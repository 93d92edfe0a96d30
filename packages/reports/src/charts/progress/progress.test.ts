import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { progressRows } from "./option.ts";

const signed = { id: "signed", function: "count" } as const;
const due = { id: "due", function: "count" } as const;

test("the second figure is the goal of each group; behind, near and reached differ in colour", () => {
  const rows = progressRows(
    aContext({
      chart: "progress",
      measures: [signed, due],
      points: [
        [["王强"], "5", "10"],
        [["李娜"], "8", "10"],
        [["徐磊"], "12", "10"],
        [["高明"], "3", "0"],
      ],
    }),
  );
  expect(rows).toMatchObject([
    { name: "王强", done: "50%", share: 0.5, goal: "10" },
    { done: "80%" },
    { done: "120%", share: 1 },
    { done: "–", share: 0 },
  ]);
  expect(new Set(rows.slice(0, 3).map(({ color }) => color)).size).toBe(3);
});

test("a measure's own target comes before the second figure", () => {
  const more = [{ targets: { count: { value: "50", completion: "0.1" } } }];
  expect(progressRows(aContext({ chart: "progress", points: [[["a"], "5"]], more }))).toMatchObject([
    { done: "10%", goal: "50" },
  ]);
});

test("a set goal counts for every group", () => {
  const settings = { goal: 20, zones: false };
  const rows = progressRows(aContext({ chart: "progress", points: [[["a"], "5"]], settings }));
  expect(rows).toMatchObject([{ done: "25%", goal: "20" }]);
});
