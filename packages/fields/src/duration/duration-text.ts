import type { Locale, LocalizedText } from "@mortise/kit";
import { Decimal } from "decimal.js";
import { narrowText } from "../text-cleaning.ts";

/** A unit of durations; a day has 24 hours. */
export interface DurationUnit {
  readonly id: "day" | "hour" | "minute" | "second";
  readonly seconds: number;
  readonly name: LocalizedText;
  /** Behind a number, with a space in between. */
  readonly sign: LocalizedText;
  readonly words: readonly string[];
}

/** The units of durations, the largest first. */
export const DURATION_UNITS: readonly DurationUnit[] = [
  {
    id: "day",
    seconds: 86_400,
    name: { zh: "天", en: "Days" },
    sign: { zh: "天", en: "d" },
    words: ["天", "日", "days", "day", "d"],
  },
  {
    id: "hour",
    seconds: 3600,
    name: { zh: "小时", en: "Hours" },
    sign: { zh: "小时", en: "h" },
    words: ["个小时", "小时", "钟头", "时", "hours", "hour", "hrs", "hr", "h"],
  },
  {
    id: "minute",
    seconds: 60,
    name: { zh: "分钟", en: "Minutes" },
    sign: { zh: "分钟", en: "min" },
    words: ["分钟", "分", "minutes", "minute", "mins", "min", "m"],
  },
  {
    id: "second",
    seconds: 1,
    name: { zh: "秒", en: "Seconds" },
    sign: { zh: "秒", en: "s" },
    words: ["秒钟", "秒", "seconds", "second", "secs", "sec", "s"],
  },
];

const WORDS = DURATION_UNITS.flatMap(({ words }) => words).toSorted((a, b) => b.length - a.length);
const PART = new RegExp(`^(\\d+(?:\\.\\d+)?)\\s*(${WORDS.join("|")})(?![a-z])\\s*[,，、]?\\s*`, "i");
const CLOCK = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/;
const NUMBER = /^\d+(?:\.\d+)?$/;
const MOST_TEXT = 100;

/** `2 天 3 小时`, `2 d 3 h`: what is left out is nothing; seconds that the smallest unit cannot show are left out too. */
export function durationText(seconds: string, units: readonly DurationUnit[], locale: Locale): string {
  const total = new Decimal(seconds);
  let rest = total.abs();
  const parts: string[] = [];
  for (const unit of units) {
    const count = rest.divToInt(unit.seconds);
    rest = rest.minus(count.times(unit.seconds));
    if (!count.isZero()) parts.push(`${count.toFixed(0)} ${unit.sign[locale]}`);
  }
  const last = units.at(-1);
  if (parts.length === 0) return last ? `0 ${last.sign[locale]}` : "0";
  return `${total.isNegative() ? "-" : ""}${parts.join(" ")}`;
}

/** Seconds of a text with units (`2天3小时`, `1.5 h`, `1:30`), or of a number of the plain unit; undefined otherwise. */
export function readDuration(text: string, plain: DurationUnit): string | undefined {
  const narrow = narrowText(text).replace(/[−–]/g, "-").trim();
  if (narrow.length > MOST_TEXT) return undefined;
  const isNegative = narrow.startsWith("-");
  const seconds = readParts(isNegative ? narrow.slice(1).trim() : narrow, plain);
  if (seconds === undefined) return undefined;
  return (isNegative ? seconds.negated() : seconds).toFixed();
}

function readParts(text: string, plain: DurationUnit): Decimal | undefined {
  if (NUMBER.test(text)) return new Decimal(text).times(plain.seconds);
  const clock = CLOCK.exec(text);
  if (clock) return new Decimal(Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0));
  let rest = text;
  let seconds = new Decimal(0);
  let last = -1;
  while (rest !== "") {
    const part = PART.exec(rest);
    const word = part?.[2]?.toLowerCase() ?? "";
    const place = DURATION_UNITS.findIndex(({ words }) => words.includes(word));
    // Each unit once, the larger one first: 3 h 2 d is a slip of the pen.
    if (!part || place <= last) return undefined;
    seconds = seconds.plus(new Decimal(part[1] ?? 0).times(DURATION_UNITS[place]?.seconds ?? 0));
    last = place;
    rest = rest.slice(part[0].length);
  }
  return last < 0 ? undefined : seconds;
}
