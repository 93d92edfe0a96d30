import type { SettingSpec } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { listSetting } from "../setting-values.ts";

const NAMES = [
  ["1", "星期一", "Monday"],
  ["2", "星期二", "Tuesday"],
  ["3", "星期三", "Wednesday"],
  ["4", "星期四", "Thursday"],
  ["5", "星期五", "Friday"],
  ["6", "星期六", "Saturday"],
  ["0", "星期日", "Sunday"],
] as const;

/** The days of the week that may be chosen; all of them when none is named. */
export const weekdaysSetting: SettingSpec = {
  id: "weekdays",
  name: { zh: "允许的星期", en: "Days of the week allowed" },
  kind: "choices",
  choices: NAMES.map(([value, zh, en]) => ({ value, name: { zh, en } })),
  help: {
    zh: "不选表示不限制，如只允许工作日预约",
    en: "None chosen means all; such as bookings on working days",
  },
};

/** Whether the field takes a day, written `2026-11-29`, for its day of the week. */
export function fitsWeekday(day: string, field: FieldDefinition): boolean {
  const allowed = listSetting(field, "weekdays");
  return allowed.length === 0 || allowed.includes(String(new Date(`${day}T00:00:00Z`).getUTCDay()));
}

/** The allowed days by name, in the order of the week. */
export function weekdayNames(field: FieldDefinition): { readonly zh: string; readonly en: string } {
  const allowed = listSetting(field, "weekdays");
  const named = NAMES.filter(([value]) => allowed.includes(value));
  return {
    zh: named.map(([, zh]) => zh).join("、"),
    en: named.map(([, , en]) => en).join(", "),
  };
}
