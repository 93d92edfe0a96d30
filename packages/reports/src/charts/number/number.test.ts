import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
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
