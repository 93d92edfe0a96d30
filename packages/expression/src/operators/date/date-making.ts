import { insideSql, parameter, type Sql, sql } from "../../sql/fragment.ts";
import type { OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import { dateText, parseDate, utcMilliseconds } from "../../values/calendar.ts";
import type { Cell } from "../../values/cell.ts";
import { Exact } from "../../values/number.ts";
import { BLANKS, trimText } from "../../values/text.ts";
import { boundedInstant, instantOf } from "../../values/zone.ts";
import { defineOperator, overText } from "../define.ts";

/** Ways in which people write a day; the same in JavaScript and in PostgreSQL. */
const WRITTEN = "^([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})日?$";
const PATTERN = new RegExp(WRITTEN);
const SIGNS = ["--", "//", "..", "年月"];

/** The day that a text writes, such as `2026年1月5日`; null when it writes none. */
export function readDay(text: string): string | null {
  const match = PATTERN.exec(trimText(text));
  if (!match || !SIGNS.includes(`${match[2]}${match[4]}`)) return null;
  const [year = "", month = "", day = ""] = [match[1], match[3], match[5]];
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = parseDate(written);
  return date && dateText(date);
}

/**
 * `readDay` in SQL. Reads the parts first and makes a day of them only where the calendar has it, so that nothing can
 * fail.
 */
export function readDaySql(text: Sql): Sql {
  const part = (place: number): Sql => sql`m[${String(place)}]::int`;
  const parts = sql`SELECT ${part(1)} AS y, ${part(3)} AS mo, ${part(5)} AS d FROM regexp_match(btrim(${text}, ${parameter(
    BLANKS,
    "text",
  )}), ${parameter(WRITTEN, "text")}) AS m WHERE m[2] || m[4] = ANY(${parameter(SIGNS, "text[]")})`;
  const day = sql`timestamp '0001-01-01' + (y - 1) * interval '1 year' + (mo - 1) * interval '1 month' + (d - 1) * interval '1 day'`;
  const candidate = sql`SELECT y, mo, d, ${day} AS day FROM (${parts} OFFSET 0) AS written`;
  return sql`(SELECT day::date FROM (${candidate} OFFSET 0) AS made WHERE y >= 1 AND mo BETWEEN 1 AND 12 AND d >= 1 AND EXTRACT(MONTH FROM day) = mo AND d <= 31)`;
}

const dateValue = defineOperator({
  id: "dateValue",
  name: { zh: "文本转日期", en: "text as a date" },
  arity: [1, 1],
  formula: { names: ["DATEVALUE"], zh: ["文本转日期"] },
  sentence: { zh: "{0} 转成日期", en: "{0} as a date" },
  type(call): ValueKind {
    call.expect(0, "text");
    return "date";
  },
  evaluate: (args) => overText(args, readDay),
  sql: ([text = sql`NULL::text`]) => readDaySql(text),
});

const CLOCK: readonly { readonly limit: number; readonly unit: string; readonly milliseconds: number }[] = [
  { limit: 24, unit: "1 hour", milliseconds: 3_600_000 },
  { limit: 60, unit: "1 minute", milliseconds: 60_000 },
  { limit: 60, unit: "1 second", milliseconds: 1000 },
];

function clockMilliseconds(cells: readonly Cell[]): number | null {
  let time = 0;
  for (const [index, cell] of cells.entries()) {
    const { limit = 0, milliseconds = 0 } = CLOCK[index] ?? {};
    const whole = cell instanceof Exact ? cell.trunc() : undefined;
    if (!whole || whole.lt(0) || whole.gte(limit)) return null;
    time += whole.toNumber() * milliseconds;
  }
  return time;
}

const dateTime = defineOperator({
  id: "dateTime",
  name: { zh: "日期时间", en: "date and time" },
  arity: [1, 4],
  formula: { names: ["DATETIME"], zh: ["日期时间"] },
  describe: ({ locale, arguments: { length }, text }) => {
    const clock = Array.from({ length: length - 1 }, (_, index) => text(index + 1)).join(":");
    if (length === 2) return locale === "zh" ? `${text(0)} ${clock} 点` : `${text(0)} at ${clock} o'clock`;
    return length === 1 ? text(0) : `${text(0)} ${clock}`;
  },
  type(call): ValueKind {
    call.expect(0, "date");
    for (let index = 1; index < call.count; index += 1) call.expect(index, "number");
    return "datetime";
  },
  evaluate(args) {
    const [day, ...clock] = args;
    return (environment) => {
      const cell = day?.(environment) ?? null;
      const date = typeof cell === "string" ? parseDate(cell) : null;
      const time = clockMilliseconds(clock.map((part) => part(environment)));
      if (!date || time === null) return null;
      return boundedInstant(instantOf(utcMilliseconds(date, time), environment.timeZone));
    };
  },
  sql([day = sql`NULL::date`, ...clock], _call, context) {
    let local = sql`${day}::timestamp`;
    for (const [index, part] of clock.entries()) {
      const { limit = 0, unit = "1 hour" } = CLOCK[index] ?? {};
      local = sql`${local} + ${insideSql(sql`trunc(${part})`, "-1", String(limit))}::float8 * interval '${unit}'`;
    }
    const instant = sql`((${local}) AT TIME ZONE ${parameter(context.timeZone, "text")})`;
    return insideSql(instant, "timestamptz '0001-01-02 00:00:00Z'", "timestamptz '9999-12-31 00:00:00Z'");
  },
});

/** Operators that make dates of their parts and of text. */
export const DATE_MAKING_OPERATORS: readonly OperatorDefinition[] = [dateTime, dateValue];
