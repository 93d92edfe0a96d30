import type { CellValue } from "./cell-value.ts";
import type { FormatKind } from "./number-format.ts";

const DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31, the last day a spreadsheet knows. */
const LAST_SERIAL = 2_958_466;

/** ISO text without zone; a fraction of a second only where there is one. */
function isoTime(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString().slice(11, 23);
  return text.endsWith(".000") ? text.slice(0, 8) : text;
}

/** The value a stored number stands for under a format. Numbers no calendar can show stay numbers. */
export function serialValue(serial: number, kind: FormatKind, date1904: boolean): CellValue {
  if (kind === "number") return serial;
  if (kind === "elapsed") return { duration: Math.round(serial * DAY) / 1000 };
  if (!(serial >= 0) || serial >= LAST_SERIAL) return serial;
  let milliseconds = Math.round(serial * DAY);
  if (milliseconds < DAY) return { time: isoTime(milliseconds) };
  // Excel's calendar holds a 29 February 1900 that never was; days before it are off by one.
  if (!date1904 && milliseconds < 60 * DAY) milliseconds += DAY;
  const point = new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + milliseconds);
  const day = point.toISOString().slice(0, 10);
  return { date: milliseconds % DAY === 0 ? day : `${day}T${isoTime(milliseconds)}` };
}

const ISO = /^(?:(\d{4}-\d{2}-\d{2})(?:T|$))?(?:(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(?:Z|[+-]\d{2}:?\d{2})?$/;

function wholeTime(time: string): string {
  const [clock = "", fraction = ""] = (time.length === 5 ? `${time}:00` : time).split(".");
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  return milliseconds === "000" ? clock : `${clock}.${milliseconds}`;
}

/** The value of a cell that stores its date as ISO text (`t="d"`); other text stays text. */
export function isoValue(text: string): CellValue {
  const match = ISO.exec(text.trim());
  const day = match?.[1];
  const time = match?.[2] === undefined ? undefined : wholeTime(match[2]);
  if (day === undefined) return time === undefined ? text : { time };
  return { date: time === undefined || time === "00:00:00" ? day : `${day}T${time}` };
}

/**
 * The number a spreadsheet stores for a local date or date-time; `undefined` for days before 1 March 1900,
 * which spreadsheets count wrongly, and for text that is no date.
 */
export function dateSerial(date: string): number | undefined {
  const milliseconds = Date.parse(`${date.length === 10 ? `${date}T00:00:00` : date}Z`);
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== date.slice(0, 10))
    return undefined;
  const serial = (milliseconds - EPOCH_1900) / DAY;
  return serial >= 61 && serial < LAST_SERIAL ? serial : undefined;
}

/** The part of a day a time of day stands for; `undefined` for text that is no time. */
export function timeSerial(time: string): number | undefined {
  const milliseconds = Date.parse(`1970-01-01T${time.length === 5 ? `${time}:00` : time}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / DAY;
}
