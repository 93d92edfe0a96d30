import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { Settings } from "../../model/settings.ts";
import { dueMoment } from "../../model/due-moment.ts";

const calendar = {
  holidays: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
  workdays: ["2026-09-20", "2026-10-10"],
  hours: [
    ["09:00", "12:00"],
    ["13:00", "18:00"],
  ],
} as const;

function due(settings: JsonObject, value: string | null, after: string): string | undefined {
  const moment = {
    record: { day: value },
    after: new Date(after),
    holds: () => true,
    timeZone: "Asia/Shanghai",
    calendar,
  };
  return dueMoment(new Settings({ field: "day", ...settings }), moment)?.toISOString();
}

test("a day is due at the time that was set, by the company's clock; one that has passed is not due", () => {
  expect(due({ at: "08:30" }, "2026-12-01", "2026-11-30T00:00:00Z")).toBe("2026-12-01T00:30:00.000Z");
  expect(due({}, "2026-12-01", "2026-12-01T01:00:00Z")).toBeUndefined();
  expect(due({}, null, "2026-12-01T01:00:00Z")).toBeUndefined();
});

test("a moment keeps its own time", () => {
  expect(due({ at: "08:30" }, "2026-12-01T06:15:00.000Z", "2026-11-30T00:00:00Z")).toBe(
    "2026-12-01T06:15:00.000Z",
  );
});

test("so long before or after, also counted in working days and hours", () => {
  const before = { side: "before" };
  const after = { side: "after" };
  const now = "2026-09-01T00:00:00Z";
  expect(due({ ...before, by: "30d" }, "2026-12-01", now)).toBe("2026-11-01T01:00:00.000Z");
  expect(due({ ...after, by: "2h" }, "2026-12-01", now)).toBe("2026-12-01T03:00:00.000Z");
  // The first seven days of October are off, the 10th is worked.
  expect(due({ ...before, by: "2wd" }, "2026-10-09", now)).toBe("2026-09-30T01:00:00.000Z");
  expect(due({ ...after, by: "3wd" }, "2026-09-30", now)).toBe("2026-10-10T01:00:00.000Z");
  expect(due({ ...after, by: "2wh", at: "17:00" }, "2026-09-30", now)).toBe("2026-10-08T02:00:00.000Z");
});

test("every year by month and day, the leap day on the 28th in other years", () => {
  const yearly = { yearly: true };
  expect(due(yearly, "1985-06-18", "2026-11-30T00:00:00Z")).toBe("2027-06-18T01:00:00.000Z");
  expect(due(yearly, "1985-06-18", "2026-06-18T00:59:59Z")).toBe("2026-06-18T01:00:00.000Z");
  expect(due(yearly, "1988-02-29", "2026-11-30T00:00:00Z")).toBe("2027-02-28T01:00:00.000Z");
  expect(due(yearly, "1988-02-29", "2027-11-30T00:00:00Z")).toBe("2028-02-29T01:00:00.000Z");
  expect(due({ ...yearly, side: "before", by: "3d" }, "1985-01-02", "2026-11-30T00:00:00Z")).toBe(
    "2026-12-30T01:00:00.000Z",
  );
  expect(due({ ...yearly, side: "after", by: "400d" }, "1985-01-02", "2026-11-30T00:00:00Z")).toBe(
    "2027-02-06T01:00:00.000Z",
  );
  expect(due(yearly, "2030-01-02", "2026-11-30T00:00:00Z")).toBe("2030-01-02T01:00:00.000Z");
});
