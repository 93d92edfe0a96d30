import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { readAudit } from "../audit/audit-log.ts";
import { openStore, type Store } from "../database.ts";
import { aField, anApp, anEntity } from "../testing/shop-app.ts";
import { refusal } from "../records/fixtures/refusal.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
let store: Store;
let other: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  other = await openStore({ url: database.url, clock, logger: silentLogger });
  const task = anEntity("task", [
    aField("start", "date"),
    aField("due", "formula", {
      settings: { resultKind: "date", expression: { workDay: [{ var: "start" }, 1] } },
    }),
  ]);
  await store.releases.createApp(anApp("cal", [task]), systemActor);
});
afterAll(async () => {
  await store.close();
  await other.close();
});

test("what the company sets for a year holds in formulas, conditions and other processes, and is taken back", async () => {
  const { calendars } = store;
  const make = async (): Promise<unknown> => {
    const rows = [{ name: "t", start: "2027-02-04" }];
    const { results } = await store.records.execute(
      systemActor,
      "cal",
      [{ type: "create", entity: "task", rows }],
      { type: "user" },
    );
    const id = results[0]?.ids[0] ?? "";
    return (await store.records.get(systemActor, "cal", "task", id)).record["due"];
  };
  expect(await make()).toBe("2027-02-05");
  const off = ["2027-02-05", "2027-02-08", "2027-02-06"];
  await calendars.saveYear(systemActor, 2027, { holidays: off, workdays: ["2027-02-07"], revision: 0 });
  const known = (await calendars.years()).find(({ year }) => year === 2027);
  // A Saturday is off anyhow.
  expect(known).toMatchObject({ source: "own", revision: 1, holidays: ["2027-02-05", "2027-02-08"] });
  expect(await make()).toBe("2027-02-07");
  const filter = { isWorkDay: ["2027-02-05"] };
  expect((await store.records.query(systemActor, "cal", { entity: "task", filter })).items).toEqual([]);
  await expect.poll(() => other.calendars.current().holidays.includes("2027-02-05")).toBe(true);
  clock.advance(1000);
  await calendars.resetYear(systemActor, 2027);
  expect(await make()).toBe("2027-02-05");
  const { items } = await readAudit(store.db, { kind: "calendar" });
  expect(items.map(({ details }) => details)).toEqual([
    { year: 2027, reset: true },
    { year: 2027, off: "2027-02-05 2027-02-08", offNoMore: "", worked: "2027-02-07", workedNoMore: "" },
  ]);
});

test("a year that comes with the product is replaced as a whole and comes back", async () => {
  const { calendars } = store;
  await calendars.saveYear(systemActor, 2026, { holidays: ["2026-12-24"], workdays: [], revision: 0 });
  expect(calendars.current().holidays).not.toContain("2026-10-01");
  expect(calendars.current().holidays).toContain("2026-12-24");
  await calendars.resetYear(systemActor, 2026);
  expect(calendars.current().holidays).toContain("2026-10-01");
});

test("a change over an older revision, days of other years and broken hours are refused", async () => {
  const { calendars } = store;
  const year = { holidays: ["2028-01-03"], workdays: [] };
  await calendars.saveYear(systemActor, 2028, { ...year, revision: 0 });
  expect((await refusal(calendars.saveYear(systemActor, 2028, { ...year, revision: 0 }))).code).toBe(
    "STORE_CALENDAR_CHANGED",
  );
  await calendars.saveYear(systemActor, 2028, { ...year, revision: 1 });
  const invalid = async (holidays: readonly string[], workdays: readonly string[] = []) =>
    (await refusal(calendars.saveYear(systemActor, 2029, { holidays, workdays, revision: 0 }))).code;
  expect(await invalid(["2028-01-03"])).toBe("STORE_CALENDAR_INVALID");
  expect(await invalid(["2029-02-30"])).toBe("STORE_CALENDAR_INVALID");
  expect(await invalid(["2029-01-06"], ["2029-01-06"])).toBe("STORE_CALENDAR_INVALID");
  const settings = async (hours: readonly (readonly string[])[], fiscalMonth = 1) =>
    (await refusal(calendars.saveSettings(systemActor, { hours, fiscalMonth, revision: 0 }))).code;
  for (const hours of [
    [],
    [["18:00", "09:00"]],
    [
      ["09:00", "12:00"],
      ["11:00", "18:00"],
    ],
    [["9", "18:00"]],
  ])
    expect(await settings(hours)).toBe("STORE_CALENDAR_INVALID");
  expect(await settings([["09:00", "18:00"]], 13)).toBe("STORE_CALENDAR_INVALID");
  const query = { entity: "task", filter: { inPeriod: [{ var: "start" }, "this-fiscal-year"] } };
  const before = (await store.records.query(systemActor, "cal", query)).items.length;
  await calendars.saveSettings(systemActor, { fiscalMonth: 4, hours: [["09:00", "24:00"]], revision: 0 });
  // 22 November 2026 is in the year from April 2026, which holds February 2027.
  expect((await store.records.query(systemActor, "cal", query)).items.length).toBeGreaterThan(before);
});
