import type { Decimal } from "decimal.js";
import { boundedSql, insideSql, once, type Sql, sql } from "../../sql/fragment.ts";
import type { OperatorDefinition } from "../../tree/node.ts";
import { bounded, Exact } from "../../values/number.ts";
import { defineOperator, overNumber, overTwoNumbers } from "../define.ts";
import { at, numbers } from "./number-rules.ts";

/** Places beyond these would change nothing or leave nothing; they are null. */
const MOST_PLACES = 31;

type Mode = Decimal.Rounding;

function roundTo(value: Exact, places: number, mode: Mode): Exact {
  if (places >= 0) return value.toDecimalPlaces(places, mode);
  const unit = new Exact(10).pow(-places);
  return value.div(unit).toDecimalPlaces(0, mode).times(unit);
}

function placesSql(places: Sql): Sql {
  return sql`${insideSql(sql`trunc(${places})`, `-${MOST_PLACES}`, String(MOST_PLACES))}::int`;
}

interface Rounding {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly names: readonly string[];
  readonly mode: Mode;
  readonly write: (value: Sql, places: Sql) => Sql;
}

function rounding({ id, name, names, mode, write }: Rounding): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [1, 2],
    formula: { names, zh: [name.zh] },
    describe: ({ locale, arguments: { length }, text }) => {
      const places = length === 1 ? "" : locale === "zh" ? `到 ${text(1)} 位小数` : ` to ${text(1)} places`;
      return locale === "zh" ? `${text(0)} ${name.zh}${places}` : `${text(0)} ${name.en}${places}`;
    },
    type: numbers,
    evaluate(args) {
      if (args.length === 1) return overNumber(args, (value) => bounded(value.toDecimalPlaces(0, mode)));
      return overTwoNumbers(args, (value, places) => {
        const whole = places.trunc();
        if (whole.abs().gte(MOST_PLACES)) return null;
        return bounded(roundTo(value, whole.toNumber(), mode));
      });
    },
    sql: (args) => boundedSql(write(at(args, 0), args.length === 1 ? sql`0` : placesSql(at(args, 1)))),
  });
}

/** Away from nought: what rounding towards it gives, and one unit of the last place more when that is not the same. */
function roundUpSql(value: Sql, places: Sql): Sql {
  return once([value, places], ([x = value, p = places]) => {
    const unit = sql`('1e' || (- ${p})::text)::numeric`;
    return sql`(trunc(${x}, ${p}) + CASE WHEN trunc(${x}, ${p}) = ${x} THEN 0 ELSE sign(${x}) * ${unit} END)`;
  });
}

/** The multiple at or below a number; `unit` is above nought. */
function multipleBelow(value: Exact, unit: Exact): Exact {
  const rest = value.mod(unit);
  return value.minus(rest.isNegative() && !rest.isZero() ? rest.plus(unit) : rest);
}

function belowSql(value: Sql, unit: Sql): Sql {
  return sql`(${value} - mod(mod(${value}, ${unit}) + ${unit}, ${unit}))`;
}

interface Multiple {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly names: readonly string[];
  readonly chinese: string;
  readonly arity: readonly [number, number];
  readonly step: (value: Exact, unit: Exact) => Exact;
  readonly write: (value: Sql, unit: Sql) => Sql;
}

function multiple({ id, name, names, chinese, arity, step, write }: Multiple): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity,
    formula: { names, zh: [chinese] },
    describe: ({ locale, arguments: { length }, text }) => {
      const unit =
        length === 1 ? "" : locale === "zh" ? `到 ${text(1)} 的倍数` : ` to a multiple of ${text(1)}`;
      return locale === "zh" ? `${text(0)} ${name.zh}${unit}` : `${text(0)} ${name.en}${unit}`;
    },
    type: numbers,
    evaluate(args) {
      if (args.length === 1) return overNumber(args, (value) => bounded(step(value, new Exact(1))));
      return overTwoNumbers(args, (value, unit) => (unit.isZero() ? null : bounded(step(value, unit.abs()))));
    },
    sql(args) {
      if (args.length === 1) return boundedSql(write(at(args, 0), sql`1`));
      const unit = sql`NULLIF(abs(${at(args, 1)}), 0)`;
      return boundedSql(once([at(args, 0), unit], ([x = at(args, 0), u = unit]) => write(x, u)));
    },
  });
}

/** Operators that round. */
export const ROUNDING_OPERATORS: readonly OperatorDefinition[] = [
  rounding({
    id: "round",
    name: { zh: "四舍五入", en: "rounded" },
    names: ["ROUND"],
    mode: Exact.ROUND_HALF_UP,
    write: (value, places) => sql`round(${value}, ${places})`,
  }),
  rounding({
    id: "roundUp",
    name: { zh: "向上舍入", en: "rounded up" },
    names: ["ROUNDUP"],
    mode: Exact.ROUND_UP,
    write: roundUpSql,
  }),
  rounding({
    id: "roundDown",
    name: { zh: "向下舍入", en: "rounded down" },
    names: ["ROUNDDOWN", "TRUNC"],
    mode: Exact.ROUND_DOWN,
    write: (value, places) => sql`trunc(${value}, ${places})`,
  }),
  multiple({
    id: "floor",
    name: { zh: "向下取整", en: "the floor" },
    names: ["FLOOR", "INT"],
    chinese: "向下取整",
    arity: [1, 2],
    step: multipleBelow,
    write: (value, unit) => (unit.text === "1" ? sql`floor(${value})` : belowSql(value, unit)),
  }),
  multiple({
    id: "ceil",
    name: { zh: "向上取整", en: "the ceiling" },
    names: ["CEILING", "CEIL"],
    chinese: "向上取整",
    arity: [1, 2],
    step: (value, unit) => multipleBelow(value.negated(), unit).negated(),
    write: (value, unit) =>
      unit.text === "1" ? sql`ceil(${value})` : sql`(- ${belowSql(sql`(- ${value})`, unit)})`,
  }),
  multiple({
    id: "toMultiple",
    name: { zh: "舍入", en: "rounded" },
    names: ["MROUND"],
    chinese: "舍入到倍数",
    arity: [2, 2],
    step: (value, unit) => {
      const size = multipleBelow(value.abs().plus(unit.times(0.5)), unit);
      return value.isNegative() ? size.negated() : size;
    },
    write: (value, unit) => sql`(sign(${value}) * ${belowSql(sql`(abs(${value}) + ${unit} * 0.5)`, unit)})`,
  }),
];
