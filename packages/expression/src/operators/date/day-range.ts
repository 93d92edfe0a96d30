import { falseWhenNull, parameter, type Sql, sql } from "../../sql/fragment.ts";
import type { CallNode, SqlContext, TypedNode } from "../../tree/node.ts";
import { addDays, dateText, parseDate } from "../../values/calendar.ts";
import { dayIn, offsetAt, startOfDay } from "../../values/zone.ts";
import { today, toDate } from "./date.ts";

const NEAR = 3 * 3_600_000;
const MIRRORED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=" };

/** The day a node states: a literal or today. */
function statedDay(node: TypedNode | undefined, context: SqlContext): string | undefined {
  if (node?.type === "call" && node.operator === today) return dayIn(context.now.getTime(), context.timeZone);
  return node?.type === "literal" && node.kind === "date" && typeof node.cell === "string"
    ? node.cell
    : undefined;
}

/** The instant a day begins, unless the clocks change near it: then days and instants may not be in the same order. */
function clearStart(day: string | null, timeZone: string): Sql | undefined {
  const start = day === null ? null : startOfDay(day, timeZone);
  if (start === null || offsetAt(start - NEAR, timeZone) !== offsetAt(start + NEAR, timeZone))
    return undefined;
  return parameter(new Date(start).toISOString(), "timestamptz");
}

/**
 * The comparison of a datetime's day with a given day, written as a range of instants so that an index on the datetime
 * can be used; undefined where that is not the same.
 */
export function dayRangeSql(call: CallNode, sign: string, context: SqlContext): Sql | undefined {
  const [left, right] = call.arguments;
  if (call.arguments.length !== 2) return undefined;
  const mirrored = left?.type !== "call" || left.operator !== toDate;
  const [moment, other] = mirrored ? [right, left] : [left, right];
  const inner = moment?.type === "call" && moment.operator === toDate ? moment.arguments[0] : undefined;
  const day = statedDay(other, context);
  const date = day === undefined ? null : parseDate(day);
  if (inner?.kind !== "datetime" || day === undefined || !date) return undefined;
  const value = context.write(inner);
  const start = clearStart(day, context.timeZone);
  const end = clearStart(dateText(addDays(date, 1)), context.timeZone);
  if (!value.atomic || !start || !end) return undefined;
  return falseWhenNull(rangeSql(value, mirrored ? MIRRORED[sign] : sign, start, end), [value]);
}

function rangeSql(value: Sql, sign: string | undefined, start: Sql, end: Sql): Sql {
  if (sign === "<") return sql`${value} < ${start}`;
  if (sign === "<=") return sql`${value} < ${end}`;
  if (sign === ">") return sql`${value} >= ${end}`;
  if (sign === ">=") return sql`${value} >= ${start}`;
  return sql`${value} >= ${start} AND ${value} < ${end}`;
}
