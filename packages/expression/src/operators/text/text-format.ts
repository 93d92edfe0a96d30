import { boundedSql, joinSql, once, parameter, type Sql, sql, textOrNullSql } from "../../sql/fragment.ts";
import type { CallNode, OperatorDefinition, SqlContext } from "../../tree/node.ts";
import { literalNumber } from "../../tree/literal-number.ts";
import type { ValueKind } from "../../types.ts";
import { parseDate, utcMilliseconds } from "../../values/calendar.ts";
import type { Cell } from "../../values/cell.ts";
import { type DatePiece, formatDate, parseDateFormat } from "../../values/date-format.ts";
import { bounded, Exact, parseNumber } from "../../values/number.ts";
import {
  formatNumber,
  type NumberFormat,
  numberPattern,
  parseNumberFormat,
} from "../../values/number-format.ts";
import { BLANKS, textOrNull, trimText } from "../../values/text.ts";
import { localTime } from "../../values/zone.ts";
import { argument, defineOperator, overNumber, overText } from "../define.ts";

function formatOf(call: CallNode): string {
  const node = call.arguments[1];
  return node?.type === "literal" && typeof node.raw === "string" ? node.raw : "";
}

function numberTextSql(value: Sql, format: NumberFormat): Sql {
  const scaled = format.isPercent ? sql`(${value} * 100)` : value;
  const rounded = sql`round(${scaled}, ${String(format.decimals)})`;
  return once([rounded], ([x = rounded]) => {
    const minus = sql`CASE WHEN ${x} < 0 THEN '-' ELSE '' END`;
    const digits = sql`to_char(abs(${x}), ${parameter(numberPattern(format), "text")})`;
    const [before, after] = [parameter(format.prefix, "text"), parameter(format.suffix, "text")];
    return sql`(${minus} || ${before} || ${digits} || ${after})`;
  });
}

function localOf(cell: Cell, timeZone: string): number | null {
  if (typeof cell === "number") return localTime(cell, timeZone);
  const date = typeof cell === "string" ? parseDate(cell) : null;
  return date && utcMilliseconds(date);
}

function dateTextSql(value: Sql, pieces: readonly DatePiece[], kind: ValueKind, context: SqlContext): Sql {
  const local =
    kind === "datetime"
      ? sql`(${value} AT TIME ZONE ${parameter(context.timeZone, "text")})`
      : sql`${value}::timestamp`;
  return once([local], ([x = local]) => {
    const parts = pieces.map((piece) =>
      piece.type === "text"
        ? parameter(piece.text, "text")
        : sql`to_char(${x}, ${parameter(piece.part.pattern, "text")})`,
    );
    return sql`(${joinSql(parts, " || ")})`;
  });
}

const MESSAGES = {
  number: {
    zh: "数字格式如 0.00、#,##0.00、000、0.0%，前后可以加别的字",
    en: "Formats of numbers are like 0.00, #,##0.00, 000 or 0.0%, with other text around them",
  },
  date: {
    zh: "日期格式由 yyyy、MM、dd 组成，如 yyyy年M月d日",
    en: "Formats of dates are made of yyyy, MM and dd, such as yyyy-MM-dd",
  },
  datetime: {
    zh: "时间格式由 yyyy、MM、dd、HH、mm、ss 组成，如 yyyy-MM-dd HH:mm",
    en: "Formats of times are made of yyyy, MM, dd, HH, mm and ss, such as yyyy-MM-dd HH:mm",
  },
} as const;

function isDateFormat(text: string, isClock: boolean): boolean {
  const pieces = parseDateFormat(text);
  return (
    pieces !== undefined && (isClock || !pieces.some((piece) => piece.type === "part" && piece.part.isClock))
  );
}

const text = defineOperator({
  id: "text",
  name: { zh: "格式化文本", en: "formatted text" },
  arity: [2, 2],
  formula: { names: ["TEXT"], zh: ["格式化", "文本格式"] },
  sentence: { zh: "{0} 写成 {1}", en: "{0} written as {1}" },
  type(call): ValueKind {
    const kind = call.expect(0, "number", "date", "datetime");
    const message = MESSAGES[kind === "date" || kind === "datetime" ? kind : "number"];
    const format = call.literalText(1, message);
    const fits =
      kind === "number" ? parseNumberFormat(format) !== undefined : isDateFormat(format, kind === "datetime");
    if (format !== "" && !fits) call.problem(1, "EXPR_LITERAL", message);
    return "text";
  },
  evaluate(args, call) {
    const value = argument(args, 0);
    const numbers = parseNumberFormat(formatOf(call));
    const dates = parseDateFormat(formatOf(call)) ?? [];
    return (environment) => {
      const cell = value(environment);
      if (cell instanceof Exact) return numbers ? formatNumber(cell, numbers) : null;
      const local = localOf(cell, environment.timeZone);
      return local === null ? null : textOrNull(formatDate(local, dates));
    };
  },
  sql([value = sql`NULL`], call, context) {
    const kind = call.arguments[0]?.kind ?? "number";
    const numbers = kind === "number" ? parseNumberFormat(formatOf(call)) : undefined;
    if (numbers) return numberTextSql(value, numbers);
    return textOrNullSql(dateTextSql(value, parseDateFormat(formatOf(call)) ?? [], kind, context));
  },
});

function placesOf(call: CallNode): number {
  return literalNumber(call.arguments[1])?.toNumber() ?? 2;
}

const fixed = defineOperator({
  id: "fixed",
  name: { zh: "固定小数位", en: "with fixed places" },
  arity: [1, 2],
  formula: { names: ["FIXED"], zh: ["固定小数位"] },
  describe: ({ locale, arguments: { length }, text: show }) => {
    const places = length === 2 ? show(1) : "2";
    return locale === "zh" ? `${show(0)} 保留 ${places} 位小数` : `${show(0)} with ${places} places`;
  },
  type(call): ValueKind {
    call.expect(0, "number");
    if (call.count > 1) call.literalInteger(1, 0, 20);
    return "text";
  },
  evaluate: (args, call) => {
    const places = placesOf(call);
    return overNumber(args.slice(0, 1), (value) => {
      const rounded = bounded(value.toDecimalPlaces(places));
      return rounded && rounded.toFixed(places);
    });
  },
  sql: ([value = sql`NULL::numeric`], call) =>
    sql`${boundedSql(sql`round(${value}, ${String(placesOf(call))})`)}::text`,
});

const PLAIN = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,4})?%?$";
const GROUPED = "^[+-]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]*)?%?$";
const [plain, grouped] = [new RegExp(PLAIN), new RegExp(GROUPED)];
const LONGEST_NUMBER = 200;

function readValue(written: string): Exact | null {
  const trimmed = trimText(written);
  if (trimmed.length > LONGEST_NUMBER || (!plain.test(trimmed) && !grouped.test(trimmed))) return null;
  const digits = trimmed.replaceAll(",", "");
  if (!digits.endsWith("%")) return parseNumber(digits);
  return bounded(new Exact(digits.slice(0, -1)).div(100));
}

function readValueSql(written: Sql): Sql {
  const trimmed = sql`btrim(${written}, ${parameter(BLANKS, "text")})`;
  return once([trimmed], ([t = trimmed]) => {
    const fits = sql`char_length(${t}) <= ${String(LONGEST_NUMBER)} AND (${t} ~ ${parameter(PLAIN, "text")} OR ${t} ~ ${parameter(GROUPED, "text")})`;
    const digits = sql`translate(${t}, ',%', '')::numeric`;
    // A percent sign moves the point by two places, which is exact.
    const number = sql`(${digits} * CASE WHEN right(${t}, 1) = '%' THEN 0.01 ELSE 1 END)`;
    const value = sql`CASE WHEN ${fits} THEN round(LEAST(GREATEST(${number}, -1e30), 1e30), 20) END`;
    return sql`NULLIF(NULLIF(${value}, 1e30), -1e30)`;
  });
}

const value = defineOperator({
  id: "value",
  name: { zh: "文本转数字", en: "text as a number" },
  arity: [1, 1],
  formula: { names: ["VALUE"], zh: ["文本转数字"] },
  sentence: { zh: "{0} 转成数字", en: "{0} as a number" },
  type(call): ValueKind {
    call.expect(0, "text");
    return "number";
  },
  evaluate: (args) => overText(args, readValue),
  sql: ([written = sql`NULL::text`]) => readValueSql(written),
});

/** Operators that turn numbers and dates into text and text into numbers. */
export const TEXT_FORMAT_OPERATORS: readonly OperatorDefinition[] = [text, fixed, value];
