import { expect, test } from "vitest";
import { dateSerial, isoValue, serialValue, timeSerial } from "./serial-date.ts";

test("counts days as spreadsheets do, the wrong leap day of 1900 included", () => {
  expect(serialValue(1, "date", false)).toEqual({ date: "1900-01-01" });
  expect(serialValue(61, "date", false)).toEqual({ date: "1900-03-01" });
  expect(serialValue(45_413.5, "date", false)).toEqual({ date: "2024-05-01T12:00:00" });
  expect(serialValue(0, "date", true)).toEqual({ time: "00:00:00" });
  expect(serialValue(1, "date", true)).toEqual({ date: "1904-01-02" });
});

test("rounds the noise of fractions away and keeps real milliseconds", () => {
  expect(serialValue(43_831.0423726852, "date", false)).toEqual({ date: "2020-01-01T01:01:01" });
  expect(serialValue(0.5 + 0.25 / 86_400, "time", false)).toEqual({ time: "12:00:00.250" });
});

test("leaves numbers that are no date as numbers", () => {
  expect(serialValue(-1, "date", false)).toBe(-1);
  expect(serialValue(3e6, "date", false)).toBe(3e6);
  expect(serialValue(1.5, "elapsed", false)).toEqual({ duration: 129_600 });
});

test("reads ISO cells without their zone", () => {
  expect(isoValue("2021-12-31T23:44:51.894000Z")).toEqual({ date: "2021-12-31T23:44:51.894" });
  expect(isoValue("2021-12-31")).toEqual({ date: "2021-12-31" });
  expect(isoValue("10:10")).toEqual({ time: "10:10:00" });
  expect(isoValue("soon")).toBe("soon");
});

test("turns dates into numbers only where spreadsheets agree on them", () => {
  expect(dateSerial("2024-05-01T12:00:00")).toBe(45_413.5);
  expect(dateSerial("1900-02-01")).toBeUndefined();
  expect(dateSerial("2024-02-31")).toBeUndefined();
  expect(timeSerial("06:00")).toBe(0.25);
  expect(timeSerial("late")).toBeUndefined();
});
