import { fillText, type LocalizedText } from "@mortise/kit";
import { boundedSql, insideSql, once, type Sql, sql } from "../../sql/fragment.ts";
import type { CallNode, CallTyping, OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import type { Cell } from "../../values/cell.ts";
import { bounded, Exact } from "../../values/number.ts";
import { boundedInstant } from "../../values/zone.ts";
import { argument, defineOperator, overNumber } from "../define.ts";

interface Unit {
  readonly names: readonly string[];
  readonly seconds: number;
  readonly chinese: string;
}

const UNITS: readonly Unit[] = [
  { names: ["day", "days", "d", "天"], seconds: 86_400, chinese: "天" },
  { names: ["hour", "hours", "h", "小时"], seconds: 3600, chinese: "小时" },
  { names: ["minute", "minutes", "min", "分钟"], seconds: 60, chinese: "分钟" },
  { names: ["second", "seconds", "s", "秒"], seconds: 1, chinese: "秒" },
];
const MESSAGE: LocalizedText = {
  zh: "单位只能是 天、小时、分钟、秒",
  en: "The unit must be day, hour, minute or second",
};
/** Durations this long lead out of the calendar for certain. */
const LIMIT = 320_000_000_000;

function unitNamed(name: unknown): Unit | undefined {
  return typeof name === "string" ? UNITS.find(({ names }) => names.includes(name.toLowerCase())) : undefined;
}

function secondsOf(call: CallNode): number {
  const node = call.arguments[1];
  return (node?.type === "literal" ? unitNamed(node.raw)?.seconds : undefined) ?? 1;
}

function typeUnit(call: CallTyping): void {
  const name = call.literalText(1, MESSAGE);
  if (name !== "" && !unitNamed(name)) call.problem(1, "EXPR_LITERAL", MESSAGE);
}

const duration = defineOperator({
  id: "duration",
  name: { zh: "时长", en: "duration" },
  arity: [2, 2],
  formula: { names: ["DURATION"], zh: ["时长"] },
  describe: ({ locale, arguments: [, name], text }) => {
    const unit = unitNamed(name);
    return unit && `${text(0)} ${locale === "zh" ? unit.chinese : (unit.names[1] ?? "")}`;
  },
  type(call): ValueKind {
    call.expect(0, "number");
    typeUnit(call);
    return "duration";
  },
  evaluate: (args, call) => {
    const seconds = secondsOf(call);
    return overNumber(args.slice(0, 1), (amount) => bounded(amount.times(seconds)));
  },
  sql: ([amount = sql`NULL::numeric`], call) => boundedSql(sql`(${amount} * ${String(secondsOf(call))})`),
});

const durationIn = defineOperator({
  id: "durationIn",
  name: { zh: "时长换算", en: "duration as a number" },
  arity: [2, 2],
  formula: { names: ["DURATIONIN"], zh: ["时长换算"] },
  describe: ({ locale, arguments: [, name], text }) => {
    const unit = unitNamed(name);
    const sentence = locale === "zh" ? `{0} 的${unit?.chinese ?? ""}数` : `{0} in ${unit?.names[1] ?? ""}`;
    return unit && fillText(sentence, { 0: text(0) });
  },
  type(call): ValueKind {
    call.expect(0, "duration");
    typeUnit(call);
    return "number";
  },
  evaluate: (args, call) => {
    const seconds = secondsOf(call);
    return overNumber(args.slice(0, 1), (length) => bounded(length.div(seconds)));
  },
  sql: ([length = sql`NULL::numeric`], call) =>
    boundedSql(sql`round(round(${length}, 70) / ${String(secondsOf(call))}, 20)`),
});

const elapsed = defineOperator({
  id: "elapsed",
  name: { zh: "经过时长", en: "time elapsed" },
  arity: [2, 2],
  formula: { names: ["ELAPSED"], zh: ["经过时长"] },
  sentence: { zh: "{0} 到 {1} 经过的时长", en: "the time from {0} to {1}" },
  type(call): ValueKind {
    for (const index of [0, 1]) call.expect(index, "datetime");
    return "duration";
  },
  evaluate: (args) => (environment) =>
    secondsBetween(argument(args, 0)(environment), argument(args, 1)(environment)),
  sql: ([from = sql`NULL::timestamptz`, to = sql`NULL::timestamptz`]) => secondsBetweenSql(from, to),
});

/** A moment a duration later, to the millisecond; null outside the calendar. */
export function laterBy(at: Cell, length: Cell): number | null {
  if (typeof at !== "number" || !(length instanceof Exact) || length.abs().gte(LIMIT)) return null;
  return boundedInstant(at + length.times(1000).trunc().toNumber());
}

/** The same in SQL. */
export function laterBySql(at: Sql, length: Sql): Sql {
  // Seconds and milliseconds apart: their product with an interval stays exact that way.
  const span = insideSql(length, `-${LIMIT}`, String(LIMIT));
  const step = once(
    [span],
    ([x = span]) =>
      sql`trunc(${x})::float8 * interval '1 second' + trunc(mod(${x}, 1) * 1000)::float8 * interval '1 millisecond'`,
  );
  const moved = sql`((${at} AT TIME ZONE 'UTC') + interval '20000 years' + ${step})`;
  const inside = insideSql(moved, "timestamp '20000-01-01'", "timestamp '30001-01-01'");
  return insideSql(
    sql`((${inside} - interval '20000 years') AT TIME ZONE 'UTC')`,
    "timestamptz '0001-01-02 00:00:00Z'",
    "timestamptz '9999-12-31 00:00:00Z'",
  );
}

/** The seconds from one moment to another; negative when the second is the earlier one. */
export function secondsBetween(from: Cell, to: Cell): Exact | null {
  return typeof from === "number" && typeof to === "number" ? new Exact(to - from).div(1000) : null;
}

/** The same in SQL. */
export function secondsBetweenSql(from: Sql, to: Sql): Sql {
  return sql`EXTRACT(EPOCH FROM (${to} - ${from}))`;
}

const addDuration = defineOperator({
  id: "addDuration",
  name: { zh: "加上时长", en: "time plus duration" },
  arity: [2, 2],
  formula: { names: ["ADDDURATION"], zh: ["加上时长"] },
  sentence: { zh: "{0} 加上 {1}", en: "{0} plus {1}" },
  type(call): ValueKind {
    call.expect(0, "datetime");
    call.expect(1, "duration");
    return "datetime";
  },
  evaluate: (args) => (environment) =>
    laterBy(argument(args, 0)(environment), argument(args, 1)(environment)),
  sql: ([at = sql`NULL::timestamptz`, length = sql`NULL::numeric`]) => laterBySql(at, length),
});

/** Operators on durations: exact numbers of seconds with a kind of their own. `+ - min max sum avg` take them as well. */
export const DURATION_OPERATORS: readonly OperatorDefinition[] = [duration, durationIn, elapsed, addDuration];
