import { dueAfter, type WorkPlace } from "@mortise/expression";
import { CHINA_CALENDAR } from "@mortise/fields";
import { expect, test } from "vitest";

const place: WorkPlace = {
  calendar: {
    ...CHINA_CALENDAR,
    hours: [
      ["09:00", "12:00"],
      ["13:00", "18:00"],
    ],
  },
  timeZone: "Asia/Shanghai",
};
const at = (local: string): Date => new Date(`${local}:00+08:00`);

test.each([
  // A Friday afternoon.
  ["2026-11-27T17:00", "2wh", "2026-11-30T10:00"],
  ["2026-11-27T11:30", "1wh", "2026-11-27T13:30"],
  ["2026-11-27T20:00", "8wh", "2026-11-30T18:00"],
  ["2026-11-28T10:00", "1wh", "2026-11-30T10:00"],
  ["2026-11-27T17:00", "1wd", "2026-11-30T17:00"],
  // The National Day of 2026 is off from the 1st to the 7th, and Saturday the 10th is worked.
  ["2026-09-30T17:00", "2wh", "2026-10-08T10:00"],
  ["2026-10-09T17:00", "2wh", "2026-10-10T10:00"],
  ["2026-10-09T10:00", "1wd", "2026-10-10T10:00"],
  ["2026-11-27T17:00", "2h", "2026-11-27T19:00"],
  ["2026-11-27T17:00", "3d", "2026-11-30T17:00"],
])("%s and %s is %s", (from, duration, due) => {
  expect(dueAfter(duration, at(from), place)).toEqual(at(due));
});

test("a calendar without working hours counts plain hours instead of running for ever", () => {
  const never = { ...place, calendar: { ...place.calendar, hours: [] } };
  expect(dueAfter("2wh", at("2026-11-27T17:00"), never)).toEqual(at("2026-11-27T19:00"));
  expect(dueAfter("nonsense", at("2026-11-27T17:00"), place)).toBeUndefined();
});
