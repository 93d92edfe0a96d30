import type { PoolDocument, RecycleRule } from "@mortise/metadata";
import { expect, test } from "vitest";
import { exampleDates } from "./rule-example.tsx";

const rule: RecycleRule = {
  id: "usual",
  name: { zh: "十天", en: "Ten days" },
  after: "10d",
  renew: "3d",
  longest: "20d",
  to: { kind: "pool" },
};
const pool: PoolDocument = {
  kind: "pool",
  id: "open",
  version: 1,
  name: { zh: "公海", en: "Pool" },
  entity: "lead",
  order: 1,
  claiming: "open",
};
const CALENDAR = { hours: [], holidays: [], workdays: [] };
const moment = {
  since: new Date("2026-03-25T02:00:00Z"),
  place: { calendar: CALENDAR, timeZone: "Asia/Shanghai" },
};
const day = (date: Date | undefined) => date?.toISOString().slice(0, 10);

test("the example says what the rule does: untouched, followed up the day before, and at the latest", () => {
  const { at, follow, renewed, longest } = exampleDates(pool, rule, moment);
  expect([at, follow, renewed, longest].map(day)).toEqual([
    "2026-04-04",
    "2026-04-03",
    "2026-04-06",
    "2026-04-14",
  ]);
});

test("without renewal nothing is put off, and protection holds the date", () => {
  const { renew: _renew, longest: _longest, ...plain } = rule;
  const { at, follow, longest } = exampleDates({ ...pool, protection: "12d" }, plain, moment);
  expect([at, follow, longest].map(day)).toEqual(["2026-04-06", undefined, undefined]);
});
