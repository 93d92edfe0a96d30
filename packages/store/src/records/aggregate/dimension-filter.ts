import type { Expression, Value, ValueKind } from "@mortise/expression";
import type { Dimension } from "@mortise/metadata";
import { firstMomentOf, groupDays, partOperator } from "./calendar-groups.ts";
import { bucketFilter } from "./number-buckets.ts";

/** How the dimension's field and the reader's calendar shape its groups. */
export interface DimensionReading {
  readonly kind: ValueKind;
  /** IANA zone the groups were made in: the actor's. */
  readonly timeZone: string;
  /** The team of the key stands above the level that teams are rolled up to: its group is that team alone. */
  readonly alone?: boolean;
}

/**
 * The filter that gives the rows behind one group of an aggregate: drill-down. Dates become a half-open range in the
 * zone the groups were made in, regions and teams everything within, lists those that contain the key, null those
 * without a value.
 *
 * @example
 * dimensionFilter({ field: "created_at", grain: "month" }, "2026-11-01", { kind: "datetime", timeZone: "Asia/Shanghai" });
 */
export function dimensionFilter(dimension: Dimension, key: Value, reading: DimensionReading): Expression {
  const field = { var: dimension.field };
  if (key === null) return { empty: [field] };
  const text = typeof key === "string" ? key : JSON.stringify(key);
  if (dimension.buckets) return bucketFilter(field, text);
  switch (reading.kind) {
    case "date":
    case "datetime":
      return dateFilter(dimension, text, reading);
    case "region":
      return dimension.level !== undefined && text.length === dimension.level
        ? { within: [field, text] }
        : { "==": [field, text] };
    case "team":
      return dimension.teamLevel !== undefined && reading.alone !== true
        ? { under: [field, text] }
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

function dateFilter(dimension: Dimension, key: string, { kind, timeZone }: DimensionReading): Expression {
  const field = { var: dimension.field };
  const { part, grain = "day" } = dimension;
  if (part !== undefined) return { "==": [{ [partOperator(part)]: [field] }, Number(key)] };
  const { from, to } = groupDays(key, grain);
  const at = (day: string): string => (kind === "datetime" ? firstMomentOf(day, timeZone) : day);
  const within = [{ ">=": [field, at(from)] }, { "<": [field, at(to)] }];
  if (grain !== "hour") return { and: within };
  // An hour may come twice on the day on which clocks go back, and both count.
  return { and: [...within, { "==": [{ hour: [field] }, Number(key.slice(11, 13))] }] };
}

/** The rows of the groups that are not among these: those without a value, too, unless their group is one of these. */
export function otherFilter(
  dimension: Dimension,
  groups: readonly { readonly key: Value; readonly filter: Expression }[],
): Expression {
  const field = { var: dimension.field };
  const valued = groups.filter(({ key }) => key !== null);
  const outside: Expression =
    valued.length === 0 ? true : { "!": [{ or: valued.map(({ filter }) => filter) }] };
  return valued.length < groups.length
    ? { and: [{ notEmpty: [field] }, outside] }
    : { or: [{ empty: [field] }, outside] };
}
