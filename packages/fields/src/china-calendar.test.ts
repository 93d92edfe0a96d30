import { compileExpression, recordEnvironment, type Scope } from "@mortise/expression";
import { expect, test } from "vitest";
import { CHINA_CALENDAR } from "./china-calendar.ts";

const scope: Scope = { variable: () => undefined };
const environment = recordEnvironment(
  {},
  { now: new Date("2026-11-22T01:30:00Z"), timeZone: "Asia/Shanghai", calendar: CHINA_CALENDAR },
);
const valueOf = (expression: Parameters<typeof compileExpression>[0]) =>
  compileExpression(expression, scope).evaluate(environment);

test("working days around the Spring Festival and the National Day of 2026 follow the announced exchange", () => {
  expect(valueOf({ isWorkDay: ["2026-02-14"] })).toBe(true);
  expect(valueOf({ isWorkDay: ["2026-02-16"] })).toBe(false);
  expect(valueOf({ workDay: ["2026-09-30", 1] })).toBe("2026-10-08");
  expect(valueOf({ networkDays: ["2026-10-01", "2026-10-11"] })).toBe("3");
});

test("only weekdays are days off and only weekend days are worked in exchange", () => {
  const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
  expect(CHINA_CALENDAR.holidays.filter((day) => [0, 6].includes(weekday(day)))).toEqual([]);
  expect(CHINA_CALENDAR.workdays.filter((day) => ![0, 6].includes(weekday(day)))).toEqual([]);
  expect(CHINA_CALENDAR.holidays.length).toBeGreaterThan(400);
});
