import type { LocalizedText } from "@mortise/kit";
import { addWorkDays, addWorkTime, type WorkPlace } from "./work-time.ts";

const UNITS = {
  m: { milliseconds: 60_000, zh: "分钟", en: "min" },
  h: { milliseconds: 3_600_000, zh: "小时", en: "h" },
  d: { milliseconds: 86_400_000, zh: "天", en: "d" },
  wh: { milliseconds: 3_600_000, zh: "工作小时", en: "working hours" },
  wd: { milliseconds: 86_400_000, zh: "个工作日", en: "working days" },
} as const;
const DURATION = /^(\d{1,5})(wh|wd|m|h|d)$/;

function parts(duration: string): { readonly amount: number; readonly unit: keyof typeof UNITS } | undefined {
  const match = DURATION.exec(duration);
  if (!match) return undefined;
  // The pattern admits no other unit.
  return { amount: Number(match[1]), unit: match[2] as keyof typeof UNITS };
}

/** The moment a duration such as `30m`, `3d`, `8wh` (working hours) or `2wd` (working days) has passed; undefined when it is none. */
export function dueAfter(duration: string, from: Date, place: WorkPlace): Date | undefined {
  const found = parts(duration);
  if (!found) return undefined;
  const { amount, unit } = found;
  if (unit === "wd") return addWorkDays(from, amount, place);
  const milliseconds = amount * UNITS[unit].milliseconds;
  return unit === "wh" ? addWorkTime(from, milliseconds, place) : new Date(from.getTime() + milliseconds);
}

/** The moment a duration lies before another one; undefined when it is none, or is counted in working hours. */
export function dueBefore(duration: string, from: Date, place: WorkPlace): Date | undefined {
  const found = parts(duration);
  if (!found || found.unit === "wh") return undefined;
  const { amount, unit } = found;
  if (unit === "wd") return addWorkDays(from, -amount, place);
  return new Date(from.getTime() - amount * UNITS[unit].milliseconds);
}

/** Milliseconds of a duration, working time taken as it passes without nights and days off; undefined when it is not one. */
export function durationMilliseconds(duration: string): number | undefined {
  const found = parts(duration);
  return found && found.amount * UNITS[found.unit].milliseconds;
}

/** A duration in words: 24 小时, 24 h. */
export function durationText(duration: string): LocalizedText {
  const found = parts(duration);
  if (!found) return { zh: "未设置", en: "not set" };
  const unit = UNITS[found.unit];
  return { zh: `${found.amount} ${unit.zh}`, en: `${found.amount} ${unit.en}` };
}
