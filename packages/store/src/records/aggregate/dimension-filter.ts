import { type Expression, startOfDay, type Value, type ValueKind } from "@mortise/expression";
import type { DateGrain, Dimension } from "@mortise/metadata";

/** How the dimension's field and the reader's calendar shape its groups. */
export interface DimensionReading {
  readonly kind: ValueKind;
  /** IANA zone the groups were made in: the actor's. */
  readonly timeZone: string;
}

/**
 * The filter that gives the rows behind one group of an aggregate: drill-down. Dates become a half-open range in the
 * zone the groups were made in, regions everything within, lists those that contain the key, null those without a value.
 *
 * @example
 * dimensionFilter({ field: "created_at", grain: "month" }, "2026-11-01", { kind: "datetime", timeZone: "Asia/Shanghai" });
 */
export function dimensionFilter(dimension: Dimension, key: Value, reading: DimensionReading): Expression {
  const field = { var: dimension.field };
  if (key === null) return { empty: [field] };
  const text = typeof key === "string" ? key : JSON.stringify(key);
  switch (reading.kind) {
    case "date": {
      const range = dateRange(text, dimension.grain ?? "day");
      return { and: [{ ">=": [field, range.from] }, { "<": [field, range.to] }] };
    }
    case "datetime": {
      const range = dateRange(text, dimension.grain ?? "day");
      const at = (day: string): string =>
        new Date(startOfDay(day, reading.timeZone) ?? Date.parse(day)).toISOString();
      return { and: [{ ">=": [field, at(range.from)] }, { "<": [field, at(range.to)] }] };
    }
    case "region":
      return dimension.level !== undefined && text.length === dimension.level
        ? { within: [field, text] }
        : { "==": [field, text] };
    case "options":
    case "users":
    case "teams":
    case "references":
      return { contains: [field, text] };
    case "boolean":
      return { "==": [field, key === true || key === "true"] };
    case "text":
    case "number":
    case "option":
    case "user":
    case "team":
    case "reference":
    case "duration":
    case "time":
    case "dateRange":
    case "secret":
    case "rows":
    case "files":
    case "null":
      return { "==": [field, text] };
  }
}

/** First day of a group and first day after it, as dates. */
function dateRange(day: string, grain: DateGrain): { from: string; to: string } {
  const from = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  const to = new Date(from);
  switch (grain) {
    case "day":
      to.setUTCDate(to.getUTCDate() + 1);
      break;
    case "week":
      to.setUTCDate(to.getUTCDate() + 7);
      break;
    case "month":
      to.setUTCMonth(to.getUTCMonth() + 1);
      break;
    case "quarter":
      to.setUTCMonth(to.getUTCMonth() + 3);
      break;
    case "year":
      to.setUTCFullYear(to.getUTCFullYear() + 1);
      break;
  }
  return { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
}
