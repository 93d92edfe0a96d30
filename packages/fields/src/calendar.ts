import { type CivilDay, isCivilDay } from "@mortise/kit";
import { narrowText } from "./text-cleaning.ts";
import type { WallTime } from "./zone.ts";

/** Order of day, month and year in dates written with slashes, dots or dashes when the year does not come first. */
export type DateOrder = "mdy" | "dmy";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*[日号])?/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/;
const MONTH_NAME_FIRST = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/i;
const DAY_THEN_NAME = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})/i;
const TIME =
  /^(?:[T\s]|\s*(上午|下午|早上|晚上|中午|凌晨))\s*(?:(上午|下午|早上|晚上|中午|凌晨)\s*)?(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*分?)?(?:[:\s]*(\d{1,2})\s*秒?(?:[.,](\d{1,9}))?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;

/** Two digits. */
export function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** A day and, when one was written, a time of day; `offset` when a zone was written (`Z`, `+08:00`). */
export interface WrittenTime {
  readonly wall: WallTime;
  readonly hasTime: boolean;
  readonly offset?: string;
}

/**
 * Reads a date the way people and spreadsheets write it: `2026-01-03`, `2026/1/3`, `2026年1月3日`, `20260103`,
 * `1/3/2026` (by `order`; a number above 12 settles it), `3 Jan 2026`, each with or without a time.
 */
export function readWrittenTime(text: string, order: DateOrder = "mdy"): WrittenTime | undefined {
  const clean = narrowText(text).replace(/^'/, "");
  const found = readDay(clean, order);
  if (!found || !isCivilDay(found.day)) return undefined;
  const rest = clean
    .slice(found.length)
    .replace(/\s*(?:\([^)]*\)|星期.|周.)\s*/, " ")
    .trimEnd();
  const midnight = { ...found.day, hour: 0, minute: 0, second: 0, millisecond: 0 };
  return rest === "" ? { wall: midnight, hasTime: false } : readTime(rest, midnight);
}

function readDay(text: string, order: DateOrder): { day: CivilDay; length: number } | undefined {
  const first = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (first) {
    return {
      day: { year: Number(first[1]), month: Number(first[2]), day: Number(first[3]) },
      length: first[0].length,
    };
  }
  const last = YEAR_LAST.exec(text);
  if (last) {
    const [a, b] = [Number(last[1]), Number(last[2])];
    // 24/2/29 may begin with its year; nothing is better than a wrong day.
    if (a > 12 && last[3]?.length === 2) return undefined;
    const isDayFirst = a > 12 || (order === "dmy" && b <= 12);
    const year = fullYear(last[3] ?? "");
    return {
      day: isDayFirst ? { year, month: b, day: a } : { year, month: a, day: b },
      length: last[0].length,
    };
  }
  return readNamedMonth(text);
}

function readNamedMonth(text: string): { day: CivilDay; length: number } | undefined {
  const nameFirst = MONTH_NAME_FIRST.exec(text);
  const match = nameFirst ?? DAY_THEN_NAME.exec(text);
  if (!match) return undefined;
  const name = (nameFirst ? match[1] : match[2]) ?? "";
  const day = Number(nameFirst ? match[2] : match[1]);
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return { day: { year: Number(match[3]), month, day }, length: match[0].length };
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function readTime(text: string, midnight: WallTime): WrittenTime | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const half = (match[1] ?? match[2] ?? match[7] ?? "").toLowerCase();
  let hour = Number(match[3]);
  if (["下午", "晚上", "pm", "中午"].includes(half) && hour < 12 && !(half === "中午" && hour === 11))
    hour += 12;
  if (["上午", "凌晨", "am"].includes(half) && hour === 12) hour = 0;
  const minute = Number(match[4] ?? 0);
  const second = Number(match[5] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const millisecond = Number((match[6] ?? "").padEnd(3, "0").slice(0, 3));
  const wall = { ...midnight, hour, minute, second, millisecond };
  const offset = match[8];
  return offset === undefined
    ? { wall, hasTime: true }
    : { wall, hasTime: true, offset: /^[+-]/.test(offset) ? offset : "+00:00" };
}

/** The instant of a wall time at a written offset such as `+08:00` or `-0530`. */
export function instantAtOffset(wall: WallTime, offset: string): Date {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(offset);
  const minutes = match ? (Number(match[2]) * 60 + Number(match[3])) * (match[1] === "-" ? -1 : 1) : 0;
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute - minutes, wall.second, wall.millisecond);
  return date;
}

/** The order in which a column writes its dates, when some sample settles it (a part above 12). */
export function detectDateOrder(samples: readonly string[]): DateOrder | undefined {
  let order: DateOrder | undefined;
  for (const sample of samples) {
    const match = YEAR_LAST.exec(narrowText(sample));
    if (!match) continue;
    const found = Number(match[1]) > 12 ? "dmy" : Number(match[2]) > 12 ? "mdy" : undefined;
    if (found && order && found !== order) return undefined;
    order ??= found;
  }
  return order;
}

/** Share of texts that read as dates, and among those the share with a time of day. */
export function dateShare(samples: readonly string[]): { readonly dates: number; readonly timed: number } {
  const read = samples.map((sample) => readWrittenTime(sample)).filter((time) => time !== undefined);
  if (read.length === 0) return { dates: 0, timed: 0 };
  return {
    dates: read.length / samples.length,
    timed: read.filter((time) => time.hasTime).length / read.length,
  };
}
