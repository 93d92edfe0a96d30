import { quoteIdentifier } from "../names.ts";

const SPELLINGS: Readonly<Record<string, string>> = {
  timestamptz: "timestamp with time zone",
  int: "integer",
  bool: "boolean",
};

/** A column type as PostgreSQL itself spells it, so that types compare by text. */
export function canonicalType(type: string): string {
  const plain = type
    .trim()
    .toLowerCase()
    .replaceAll(/\s*,\s*/g, ",");
  return SPELLINGS[plain] ?? plain;
}

const NUMERIC = /^numeric(?:\((?<precision>\d+),(?<scale>\d+)\))?$/;

/**
 * SQL that turns every value of a column into another type without losing anything; undefined when that is impossible.
 */
export function safeCast(column: string, from: string, to: string): string | undefined {
  const name = quoteIdentifier(column);
  if (isWiderNumeric(from, to)) return `${name}::${to}`;
  if (to === "text" && (NUMERIC.test(from) || from === "date" || from === "uuid" || from === "integer")) {
    return `${name}::text`;
  }
  if (to === `${from}[]`) return `case when ${name} is null then null else array[${name}] end`;
  return undefined;
}

/**
 * SQL that turns what it can of a column into another type and gives null for the rest. Only used beside a kept copy
 * of the column, when an older release comes back.
 */
export function bestCast(column: string, from: string, to: string): string {
  const safe = safeCast(column, from, to);
  if (safe !== undefined) return safe;
  const name = quoteIdentifier(column);
  const numeric = numericSize(to);
  if (numeric && from === "text") {
    return `case when ${name} ~ '^-?[0-9]{1,${numeric.precision - numeric.scale}}(\\.[0-9]+)?$' then ${name}::${to} end`;
  }
  if (numeric && numericSize(from)) {
    const limit = `1${"0".repeat(numeric.precision - numeric.scale)}`;
    return `case when abs(round(${name}, ${numeric.scale})) < ${limit} then ${name}::${to} end`;
  }
  if (from === "text" && to === "date") {
    // A pattern, since pg_input_is_valid came with version 16; year-month-day with a day every month has.
    return `case when ${name} ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$' then ${name}::date end`;
  }
  if (from === `${to}[]`) return `${name}[1]`;
  return `null::${to}`;
}

function numericSize(type: string): { readonly precision: number; readonly scale: number } | undefined {
  const match = NUMERIC.exec(type);
  if (!match) return undefined;
  // Without a size PostgreSQL keeps up to 131,072 digits before the point.
  const precision = match.groups?.["precision"];
  return precision === undefined
    ? { precision: 1_000, scale: 500 }
    : { precision: Number(precision), scale: Number(match.groups?.["scale"]) };
}

function isWiderNumeric(from: string, to: string): boolean {
  if (to === "numeric") return NUMERIC.test(from);
  const [old, next] = [numericSize(from), numericSize(to)];
  if (!old || !next || from === "numeric") return false;
  return next.scale >= old.scale && next.precision - next.scale >= old.precision - old.scale;
}
