import { once, parameter, type Sql, sql } from "../../sql/fragment.ts";
import type { CallTyping, SqlContext, TypedNode } from "../../tree/node.ts";
import type { Environment, ValueKind } from "../../types.ts";
import type { Cell } from "../../values/cell.ts";
import { Exact, numberText, wholeNumber } from "../../values/number.ts";
import { LONGEST_TEXT } from "../../values/text.ts";
import { localTime } from "../../values/zone.ts";

/** Longest text a place or a length can point at. */
export const LONGEST_PLACE = 1_000_000_000;

/** Kinds that can become part of a text. */
export const JOINABLE: readonly ValueKind[] = [
  "text",
  "number",
  "date",
  "datetime",
  "option",
  "region",
  "user",
  "team",
  "reference",
  "duration",
  "time",
];

/** Makes arguments from a place on such that they can become part of a text. */
export function expectJoinable(call: CallTyping, from: number): void {
  for (let index = from; index < call.count; index += 1) call.expect(index, ...JOINABLE);
}

/** The SQL of an argument; arguments that were left out are NULL. */
export function textAt(args: readonly Sql[], index: number): Sql {
  return args[index] ?? sql`NULL::text`;
}

/** How a value reads inside a text: numbers plain, dates as 2026-11-22, moments as 2026-11-22 09:30 in the zone, times of day as 09:30. */
export function joinedText(cell: Cell, kind: ValueKind, environment: Environment): string {
  if (cell === null) return "";
  if (cell instanceof Exact) return numberText(cell);
  if (kind === "datetime" && typeof cell === "number") {
    return new Date(localTime(cell, environment.timeZone)).toISOString().slice(0, 16).replace("T", " ");
  }
  if (kind === "time" && typeof cell === "string") return cell.slice(0, 5);
  return typeof cell === "string" ? cell : "";
}

/** The same in SQL; NULL is empty text. */
export function joinedSql(value: Sql, node: TypedNode | undefined, context: SqlContext): Sql {
  if (node?.kind === "number" || node?.kind === "duration")
    return sql`COALESCE(trim_scale(${value})::text, '')`;
  if (node?.kind === "time") return sql`COALESCE(to_char(${value}, 'HH24:MI'), '')`;
  if (node?.kind === "date") return sql`COALESCE(to_char(${value}, 'YYYY-MM-DD'), '')`;
  if (node?.kind === "datetime") {
    const zone = parameter(context.timeZone, "text");
    return sql`COALESCE(to_char(${value} AT TIME ZONE ${zone}, 'YYYY-MM-DD HH24:MI'), '')`;
  }
  return sql`COALESCE(${value}::text, '')`;
}

/** Number of characters meant by a number: at least nought. */
export function characters(value: Cell): number {
  return value instanceof Exact ? wholeNumber(value, 0, LONGEST_PLACE) : 0;
}

/** The same in SQL. */
export function charactersSql(value: Sql): Sql {
  return sql`LEAST(GREATEST(trunc(${value}), 0), ${String(LONGEST_PLACE)})::int`;
}

/** NULL when a text is longer than operators may make. */
export function limitedSql(text: Sql): Sql {
  const build = (value: Sql): Sql =>
    sql`(CASE WHEN char_length(${value}) <= ${String(LONGEST_TEXT)} THEN ${value} END)`;
  return once([text], ([value = text]) => build(value));
}
