import type { Value, ValueKind } from "../types.ts";
import { parseDate } from "./calendar.ts";
import { readClockTime } from "./clock-time.ts";
import { readDayRange } from "./date-range.ts";
import { Exact, numberText, parseNumber } from "./number.ts";
import { boundedInstant } from "./zone.ts";

/** A child row: field id → value. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A value while it is computed with: numbers are exact decimals, datetimes milliseconds since 1970 in UTC,
 * dates and everything else as in records.
 */
export type Cell = null | Scalar | readonly Scalar[] | readonly Row[];

/** A single value that is not null. */
export type Scalar = boolean | number | string | Exact;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

function readText(raw: unknown): Cell {
  return typeof raw === "string" && raw !== "" ? raw : null;
}

function readDate(raw: unknown): Cell {
  return typeof raw === "string" && parseDate(raw) ? raw : null;
}

function readInstant(raw: unknown): Cell {
  if (raw instanceof Date) return boundedInstant(raw.getTime());
  if (typeof raw !== "string" || !INSTANT.test(raw) || !parseDate(raw.slice(0, 10))) return null;
  return boundedInstant(Date.parse(raw));
}

function readTexts(raw: unknown): Cell {
  if (!Array.isArray(raw)) return null;
  const texts = raw.filter((item): item is string => typeof item === "string" && item !== "");
  return texts.length === 0 ? null : texts;
}

function readRows(raw: unknown): Cell {
  if (!Array.isArray(raw)) return null;
  return raw.filter((item): item is Row => typeof item === "object" && item !== null && !Array.isArray(item));
}

const READERS: Readonly<Record<ValueKind, (raw: unknown) => Cell>> = {
  text: readText,
  number: parseNumber,
  boolean: (raw) => (typeof raw === "boolean" ? raw : null),
  date: readDate,
  datetime: readInstant,
  option: readText,
  options: readTexts,
  region: readText,
  user: readText,
  team: readText,
  reference: readText,
  users: readTexts,
  teams: readTexts,
  references: readTexts,
  duration: parseNumber,
  time: (raw) => (typeof raw === "string" ? readClockTime(raw) : null),
  dateRange: (raw) => (typeof raw === "string" && readDayRange(raw) ? raw : null),
  secret: readText,
  files: readRows,
  rows: readRows,
  null: () => null,
};

/** The reader of a kind: turns what a record holds into a cell, and whatever does not fit into null. */
export function readerOf(kind: ValueKind): (raw: unknown) => Cell {
  return READERS[kind];
}

/** Equality of two cells of one kind; lists are equal when they hold the same elements in any order. */
export function cellsEqual(a: Cell, b: Cell): boolean {
  if (a instanceof Exact) return b instanceof Exact && a.eq(b);
  if (!Array.isArray(a)) return a === b;
  if (!Array.isArray(b)) return false;
  const [left, right] = [new Set<unknown>(a), new Set<unknown>(b)];
  return left.size === right.size && [...left].every((item) => right.has(item));
}

/** Turns a result into the form records hold. */
export function cellValue(kind: ValueKind, cell: Cell): Value {
  if (kind === "boolean") return cell === true;
  if (cell instanceof Exact) return numberText(cell);
  if (typeof cell === "number") return kind === "datetime" ? new Date(cell).toISOString() : String(cell);
  // Exact is the only member of Cell that is not a Value, and it was handled above.
  return cell as Value;
}
