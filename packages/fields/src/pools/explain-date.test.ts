import type { RecycleRule } from "@mortise/metadata";
import { expect, test } from "vitest";
import { explainDate } from "./explain-date.ts";

const rule: RecycleRule = {
  id: "usual",
  name: { zh: "十天", en: "Ten days" },
  after: "10d",
  renew: "3d",
  longest: "20d",
  to: { kind: "pool" },
};
const place = { calendar: { hours: [], holidays: [], workdays: [] }, timeZone: "Asia/Shanghai" };
const day = (text: string) => new Date(`2026-${text}T02:00:00Z`);
const since = day("03-25");

test.each([
  ["after", "04-04", null, null],
  ["after", "04-04", "03-28", null],
  ["renewed", "04-05", "04-02", null],
  ["longest", "04-14", "04-13", null],
  ["protected", "04-06", null, "04-06"],
  ["grace", "04-09", "04-02", null],
] as const)("says that it is %s: %s with the last follow-up %s", (reason, at, renewed, until) => {
  const hold = {
    at: day(at),
    since,
    renewed: renewed === null ? null : day(renewed),
    protectedUntil: until === null ? null : day(until),
  };
  expect(explainDate(rule, hold, place)).toBe(reason);
});
