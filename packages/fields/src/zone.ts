/** A wall-clock time: what a calendar and a clock on the wall show somewhere. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US-u-hc-h23", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    era: "short",
  });
  formatters.set(timeZone, made);
  return made;
}

const MINUTE = 60_000;
/** Since then every zone has been off by whole minutes. */
const WHOLE_MINUTES_SINCE = Date.UTC(1980, 0, 1);

/** What was worked out last: whoever writes asks several times about one moment. */
let latest: { readonly timeZone: string; readonly minute: number; readonly time: WallTime } | undefined;

/** What the wall clock of a zone shows at an instant. */
export function wallTime(instant: Date, timeZone: string): WallTime {
  const minute = Math.floor(instant.getTime() / MINUTE);
  if (latest?.minute === minute && latest.timeZone === timeZone) {
    const [second, millisecond] = [instant.getUTCSeconds(), instant.getUTCMilliseconds()];
    return { ...latest.time, second, millisecond };
  }
  const time = formattedTime(instant, timeZone);
  if (instant.getTime() >= WHOLE_MINUTES_SINCE) latest = { timeZone, minute, time };
  return time;
}

function formattedTime(instant: Date, timeZone: string): WallTime {
  const parts: Record<string, number> = {};
  let isBeforeChrist = false;
  for (const { type, value } of formatter(timeZone).formatToParts(instant)) {
    if (type === "era") isBeforeChrist = value.startsWith("B");
    else parts[type] = Number(value);
  }
  const year = parts["year"] ?? 1970;
  return {
    year: isBeforeChrist ? 1 - year : year,
    month: parts["month"] ?? 1,
    day: parts["day"] ?? 1,
    hour: parts["hour"] ?? 0,
    minute: parts["minute"] ?? 0,
    second: parts["second"] ?? 0,
    millisecond: instant.getUTCMilliseconds(),
  };
}

function asUtc(time: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(time.year, time.month - 1, time.day);
  date.setUTCHours(time.hour, time.minute, time.second, time.millisecond);
  return date.getTime();
}

/**
 * The instant at which a zone's wall clock shows a time. Of a time that occurs twice (clocks set back) the earlier
 * instant is meant; a time that is skipped (clocks set forward) moves on by the gap.
 */
export function instantAt(time: WallTime, timeZone: string): Date {
  const wanted = asUtc(time);
  const offsetAt = (instant: number): number => asUtc(wallTime(new Date(instant), timeZone)) - instant;
  const dayBefore = wanted - offsetAt(wanted - 86_400_000);
  if (dayBefore + offsetAt(dayBefore) === wanted) return new Date(dayBefore);
  const dayAfter = wanted - offsetAt(wanted + 86_400_000);
  if (dayAfter + offsetAt(dayAfter) === wanted) return new Date(dayAfter);
  return new Date(dayBefore);
}
