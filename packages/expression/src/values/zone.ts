import { nextDay } from "@mortise/kit";
import { civilDate, dateText, parseDate, utcMilliseconds } from "./calendar.ts";

const DAY = 86_400_000;
const CACHE_SIZE = 4096;

/** Datetimes lie strictly between these instants, so that their day exists in every zone. */
const EARLIEST = Date.parse("0001-01-02T00:00:00Z");
/** Upper bound of datetimes, not reached. */
const LATEST = Date.parse("9999-12-31T00:00:00Z");

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** Offset of each UTC day seen, or null for days on which it changes. */
  readonly days: Map<number, number | null>;
}

const zones = new Map<string, Zone>();

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const zone: Zone = { format, days: new Map() };
  zones.set(name, zone);
  return zone;
}

function measureOffset(zone: Zone, instant: number): number {
  const whole = Math.floor(instant / 1000) * 1000;
  const parts = new Map(zone.format.formatToParts(whole).map((part) => [part.type, Number(part.value)]));
  const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const seconds = (read("hour") * 60 + read("minute")) * 60 + read("second");
  return (
    utcMilliseconds({ year: read("year"), month: read("month"), day: read("day") }, seconds * 1000) - whole
  );
}

/** Milliseconds by which the clocks of a zone are ahead of UTC at an instant. */
export function offsetAt(instant: number, timeZone: string): number {
  const zone = zoneOf(timeZone);
  const day = Math.floor(instant / DAY);
  let offset = zone.days.get(day);
  if (offset === undefined) {
    const first = measureOffset(zone, day * DAY);
    offset = first === measureOffset(zone, (day + 1) * DAY) ? first : null;
    if (zone.days.size >= CACHE_SIZE) zone.days.clear();
    zone.days.set(day, offset);
  }
  return offset ?? measureOffset(zone, instant);
}

/** The wall clock of an instant in a zone, written as if it were UTC. */
export function localTime(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone);
}

/**
 * The instant of a wall clock time. A time that the clocks skip is read with the offset before the change, a time
 * that happens twice with the offset after it: PostgreSQL's rule for `AT TIME ZONE`.
 */
export function instantOf(local: number, timeZone: string): number {
  const before = offsetAt(local - DAY, timeZone);
  const after = offsetAt(local + DAY, timeZone);
  if (before === after) return local - before;
  const early = local - before;
  const late = local - after;
  if (offsetAt(late, timeZone) === after) return late;
  return offsetAt(early, timeZone) === before || before < after ? early : late;
}

/** The day of an instant in a zone, as text. */
export function dayIn(instant: number, timeZone: string): string {
  return dateText(civilDate(Math.floor(localTime(instant, timeZone) / DAY))) ?? "9999-12-31";
}

/** The instant at which a day begins in a zone; null when the text is no day. */
export function startOfDay(day: string, timeZone: string): number | null {
  const date = parseDate(day);
  return date && instantOf(utcMilliseconds(date), timeZone);
}

/** The moment, as an ISO text, at which a day begins in a zone. */
export function dayBegins(day: string, timeZone: string): string {
  return new Date(startOfDay(day, timeZone) ?? Date.parse(day)).toISOString();
}

/** The moments, as ISO texts, at which the first of some days begins in a zone and the last one ends. */
export function momentsOfDays(
  { from, until }: { readonly from: string; readonly until: string },
  timeZone: string,
): { readonly from: string; readonly until: string } {
  return { from: dayBegins(from, timeZone), until: dayBegins(nextDay(until), timeZone) };
}

/** A datetime within the bounds of the language, or null. */
export function boundedInstant(instant: number): number | null {
  return instant > EARLIEST && instant < LATEST ? instant : null;
}
