import type { Expression, Value, ValueKind } from "@mortise/expression";
import type { Dimension } from "@mortise/metadata";
import { firstMomentOf, groupDays } from "./calendar-groups.ts";

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
      const range = groupDays(text, dimension.grain ?? "day");
      return { and: [{ ">=": [field, range.from] }, { "<": [field, range.to] }] };
    }
    case "datetime": {
      const range = groupDays(text, dimension.grain ?? "day");
      const at = (day: string): string => firstMomentOf(day, reading.timeZone);
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
