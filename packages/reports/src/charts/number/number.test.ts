import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { CHANGE_COLORS } from "../../model/palette.ts";
import { numberFace } from "./option.ts";

const part = { id: "part", function: "count" } as const;
const whole = { id: "whole", function: "count" } as const;

test("a large figure is shortened, and exact beside", () => {
  const data = { chart: "number", dimensions: [], points: [[[], "12345"]] } as const;
  expect(numberFace(aContext(data))).toMatchObject({ main: "1.23万", exact: "12,345" });
  expect(numberFace(aContext({ ...data, locale: "en" }))).toMatchObject({ main: "12.3K" });
});

test("a share is the first measure over the second; over nothing it is nothing", () => {
  const data = { chart: "number", dimensions: [], measures: [part, whole], settings: { show: "ratio" } };
  expect(numberFace(aContext({ ...data, points: [[[], "1", "8"]] }))?.main).toBe("12.5%");
  expect(numberFace(aContext({ ...data, points: [[[], "0", "0"]] }))?.main).toBe("–");
});

const byMonth = {
  chart: "number",
  dimensions: [{ field: "created_at", grain: "month" }],
  points: [
    [["2026年9月"], "20"],
    [["2026年10月"], "40"],
    [["2026年11月"], "30"],
  ],
} as const;

test("split by a date the latest period counts, with its change and the course so far", () => {
  expect(numberFace(aContext(byMonth))).toMatchObject({
    main: "30",
    point: 2,
    period: "2026年11月",
    trend: [20, 40, 30],
    change: { direction: "down", text: "-25%", before: "40", color: CHANGE_COLORS.green },
  });
});

test("a fall is red in English, and wherever somebody wants it so", () => {
  expect(numberFace(aContext({ ...byMonth, locale: "en" }))?.change?.color).toBe(CHANGE_COLORS.red);
  const asked = aContext({ ...byMonth, settings: { rise: "green" } });
  expect(numberFace(asked)?.change?.color).toBe(CHANGE_COLORS.red);
});

test("what the card is compared with is written as the server worked it out", () => {
  const figure = (value: string, change: string | null) => ({ value, change, filter: true });
  const more = [{ compared: { count: { previous: figure("24", "0.25"), lastYear: figure("0", null) } } }];
  const context = aContext({ chart: "number", dimensions: [], points: [[[], "30"]], more });
  expect(numberFace(context)?.compared).toMatchObject([
    { base: "previous", direction: "up", text: "+25%", before: "24", color: CHANGE_COLORS.red },
    { base: "lastYear", direction: "level", text: "–" },
  ]);
});

test("a set goal says how much of it is done", () => {
  expect(numberFace(aContext({ ...byMonth, settings: { goal: 40 } }))?.goal).toMatchObject({
    figure: "40",
    done: "75%",
  });
  expect(numberFace(aContext(byMonth))?.goal).toBeUndefined();
});
