import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { checkFieldSettings } from "../settings-check.ts";
import { instantAt, wallTime } from "../zone.ts";
import { datetimeField } from "./index.ts";

const field = exampleField(datetimeField);

test.each([
  ["2026-11-22T09:30:00", "2026-11-22T01:30:00.000Z"],
  ["2026-11-22 09:30", "2026-11-22T01:30:00.000Z"],
  ["2026/11/22 9:30:05", "2026-11-22T01:30:05.000Z"],
  ["2026年11月22日 下午3:05", "2026-11-22T07:05:00.000Z"],
  ["2026年11月22日 15时05分", "2026-11-22T07:05:00.000Z"],
  ["11/22/2026 12:05 AM", "2026-11-21T16:05:00.000Z"],
  ["11/22/2026 12:05 PM", "2026-11-22T04:05:00.000Z"],
  ["2026-11-22", "2026-11-21T16:00:00.000Z"],
  ["2026-11-22T01:30:00Z", "2026-11-22T01:30:00.000Z"],
  ["2026-11-22T01:30:00-05:00", "2026-11-22T06:30:00.000Z"],
  ["2026-11-22 25:00", undefined],
])("reads %s in Shanghai as %s", (text, value) => {
  const result = datetimeField.fromText(text, field, fieldContext());
  expect(result.ok ? result.value : undefined).toBe(value);
});

test("insists on a zone from the API", () => {
  expect(datetimeField.parse("2026-11-22T09:30:00", field).ok).toBe(false);
  expect(datetimeField.parse("2026-11-22T09:30:00+08:00", field)).toEqual({
    ok: true,
    value: "2026-11-22T01:30:00.000Z",
  });
});

test("handles the hours that clocks skip and repeat", () => {
  const zone = "America/New_York";
  const at = (hour: number, minute: number, month: number, day: number): string =>
    instantAt({ year: 2026, month, day, hour, minute, second: 0, millisecond: 0 }, zone).toISOString();
  expect(at(2, 30, 3, 8)).toBe("2026-03-08T07:30:00.000Z");
  expect(at(1, 30, 11, 1)).toBe("2026-11-01T05:30:00.000Z");
  expect(at(3, 30, 11, 1)).toBe("2026-11-01T08:30:00.000Z");
  expect(wallTime(new Date("2026-11-01T05:30:00Z"), zone)).toMatchObject({ hour: 1, minute: 30, day: 1 });
});

test("takes moments of allowed days, hours and minutes, by the clock of one place", () => {
  const limited = exampleField(datetimeField, {
    settings: {
      earliest: "09:00",
      latest: "18:00",
      weekdays: ["1", "2", "3", "4", "5"],
      minuteStep: 15,
      strictStep: true,
      limitZone: "Asia/Shanghai",
    },
  });
  expect(checkFieldSettings(datetimeField, limited)).toEqual([]);
  const taken = (moment: string) => datetimeField.parse(moment, limited);
  expect(taken("2026-11-27T01:00:00.000Z")).toMatchObject({ ok: true });
  expect(taken("2026-11-27T10:00:00.000Z")).toMatchObject({ ok: true });
  expect(taken("2026-11-27T10:01:00.000Z")).toMatchObject({ error: { zh: "只能选择每天 09:00 到 18:00" } });
  expect(taken("2026-11-27T00:45:00.000Z")).toMatchObject({ ok: false });
  expect(taken("2026-11-28T02:00:00.000Z")).toMatchObject({
    error: { zh: "只能选择：星期一、星期二、星期三、星期四、星期五" },
  });
  expect(taken("2026-11-27T02:10:00.000Z")).toMatchObject({ error: { zh: "分钟只能是 15 的倍数" } });
  expect(datetimeField.fromText("2026-11-27 20:00", limited, fieldContext())).toMatchObject({ ok: false });
});

test("says which limits cannot be understood", () => {
  for (const settings of [
    { earliest: "9 am" },
    { earliest: "18:00", latest: "09:00" },
    { limitZone: "Mars" },
  ])
    expect(checkFieldSettings(datetimeField, exampleField(datetimeField, { settings }))).toHaveLength(1);
});
