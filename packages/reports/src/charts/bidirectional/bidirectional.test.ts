import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { bidirectionalOption } from "./option.ts";

const won = { id: "won", function: "count" } as const;
const lost = { id: "lost", function: "count" } as const;
const data = { chart: "bidirectional", measures: [won, lost], points: [[["王强"], "8", "2"]] } as const;

test("the first figure goes left, the second right, and both say what they are", () => {
  const option = bidirectionalOption(aContext(data));
  expect(option["series"]).toMatchObject([
    { data: [{ value: -8, point: 0, measure: "won" }] },
    { data: [{ value: 2, point: 0, measure: "lost" }] },
  ]);
  const { formatter } = option["tooltip"] as { formatter: (items: readonly object[]) => string };
  expect(formatter([{ seriesIndex: 0, marker: "", seriesName: "won", name: "王强", value: -8 }])).toContain(
    "<b>8</b>",
  );
});

test("sides have one scale unless switched off", () => {
  expect(bidirectionalOption(aContext(data))["xAxis"]).toMatchObject({ min: -9.44, max: 9.44 });
  const apart = bidirectionalOption(aContext({ ...data, settings: { sameScale: false } }));
  expect(apart["xAxis"]).toMatchObject({ min: -9.44, max: 2.36 });
});
