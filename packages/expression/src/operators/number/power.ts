import { Decimal } from "decimal.js";
import { once, type Sql, sql } from "../../sql/fragment.ts";
import type { OperatorDefinition } from "../../tree/node.ts";
import { bounded, Exact, ZERO } from "../../values/number.ts";
import { defineOperator, overNumber, overNumbers, overTwoNumbers } from "../define.ts";
import { at, numbers } from "./number-rules.ts";

/** Digits enough for 31 places before the point and 50 behind it; fewer than elsewhere, because logarithms take long. */
const Precise = Decimal.clone({ precision: 100, rounding: Decimal.ROUND_HALF_UP });

/** Steps of a power or logarithm at that precision. */
const COST = 2000;

/** e to the power of this is beyond the largest number of the language. */
const TOO_LARGE = 70;
/** e to the power of this is nought at 20 places. */
const TOO_SMALL = -60;
/** Larger exponents would take long for nothing: only 0, 1 and numbers very near to 1 stay in range. */
const MOST_EXPONENT = 1_000_000;

/**
 * Results are first rounded to 50 places, where both compilers agree, then to 20: an exact result that lies in the middle
 * between two numbers of the language is found that way, although it was only approached.
 */
function settled(value: Decimal): Exact | null {
  return value.isFinite() ? bounded(new Exact(value.toDecimalPlaces(50).toFixed())) : null;
}

function settledSql(value: Sql): Sql {
  return sql`round(round(${value}, 50), 20)`;
}

/** A number with so many places that PostgreSQL computes with them. */
function fine(value: Sql): Sql {
  return sql`round(${value}, 60)`;
}

function power(base: Exact, exponent: Exact): Exact | null {
  if (exponent.abs().gt(MOST_EXPONENT)) return null;
  if (exponent.isZero()) return new Exact(1);
  if (base.isZero()) return exponent.isNegative() ? null : ZERO;
  if (base.isNegative() && !exponent.isInteger()) return null;
  const size = Math.log(base.abs().toNumber()) * exponent.toNumber();
  if (size > TOO_LARGE) return null;
  return size < TOO_SMALL ? ZERO : settled(new Precise(base).pow(exponent));
}

function powerSql(args: readonly Sql[]): Sql {
  const [base, exponent] = [at(args, 0), at(args, 1)];
  return once([base, exponent], ([a = base, b = exponent]) => {
    const size = sql`(ln(abs(${a})::float8) * ${b}::float8)`;
    const branches = [
      sql`WHEN ${a} IS NULL OR ${b} IS NULL OR abs(${b}) > ${String(MOST_EXPONENT)} THEN NULL`,
      sql`WHEN ${b} = 0 THEN 1`,
      sql`WHEN ${a} = 0 THEN CASE WHEN ${b} > 0 THEN 0 END`,
      sql`WHEN ${a} < 0 AND ${b} <> trunc(${b}) THEN NULL`,
      sql`WHEN ${size} > ${String(TOO_LARGE)} THEN NULL`,
      sql`WHEN ${size} < ${String(TOO_SMALL)} THEN 0`,
    ];
    const value = settledSql(sql`power(${fine(a)}, ${b})`);
    const text = branches.reduce((before, branch) => sql`${before} ${branch}`);
    return sql`NULLIF(NULLIF(GREATEST(LEAST(CASE ${text} ELSE ${value} END, 1e30), -1e30), 1e30), -1e30)`;
  });
}

const pow = defineOperator({
  id: "pow",
  cost: COST,
  name: { zh: "乘方", en: "to the power of" },
  arity: [2, 2],
  formula: { names: ["POWER", "POW"], zh: ["乘方"] },
  sentence: { zh: "{0} 的 {1} 次方", en: "{0} to the power of {1}" },
  type: numbers,
  evaluate: (args) => overTwoNumbers(args, power),
  sql: powerSql,
});

interface Curve {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly formula: string;
  readonly step: (value: Decimal) => Decimal | null;
  /** The result where the argument allows one, and the condition under which it does. */
  readonly write: (value: Sql) => readonly [condition: Sql, result: Sql];
}

function curve({ id, name, formula, step, write }: Curve): OperatorDefinition {
  return defineOperator({
    id,
    cost: COST,
    name,
    arity: [1, 1],
    formula: { names: [formula], zh: [name.zh] },
    sentence: { zh: `{0} 的${name.zh}`, en: `${name.en} of {0}` },
    type: numbers,
    evaluate: (args) =>
      overNumber(args, (value) => {
        const result = step(new Precise(value));
        return result && settled(result);
      }),
    sql: (args) =>
      once([at(args, 0)], ([x = at(args, 0)]) => {
        const [condition, result] = write(x);
        return sql`NULLIF(LEAST(CASE WHEN ${condition} THEN ${settledSql(result)} END, 1e30), 1e30)`;
      }),
  });
}

function logarithm(value: Exact, base: Exact): Exact | null {
  if (value.lte(0) || base.lte(0) || base.eq(1)) return null;
  return settled(new Precise(value).log(new Precise(base)));
}

const log = defineOperator({
  id: "log",
  cost: COST,
  name: { zh: "对数", en: "the logarithm" },
  arity: [1, 2],
  formula: { names: ["LOG", "LOG10"], zh: ["对数"] },
  describe: ({ locale, arguments: { length }, text }) => {
    const base = length === 1 ? "10" : text(1);
    return locale === "zh"
      ? `以 ${base} 为底 ${text(0)} 的对数`
      : `the logarithm of ${text(0)} to base ${base}`;
  },
  type: numbers,
  evaluate: (args) => overNumbers(args, ([value = ZERO, base = new Exact(10)]) => logarithm(value, base)),
  sql: (args) => {
    const base = args[1] ?? sql`10::numeric`;
    return once([at(args, 0), base], ([x = at(args, 0), b = base]) => {
      const value = settledSql(sql`log(${fine(b)}, ${fine(x)})`);
      return sql`(CASE WHEN ${x} > 0 AND ${b} > 0 AND ${b} <> 1 THEN ${value} END)`;
    });
  },
});

/** Operators with roots, powers and logarithms: exact to 20 places. */
export const POWER_OPERATORS: readonly OperatorDefinition[] = [
  pow,
  curve({
    id: "sqrt",
    name: { zh: "平方根", en: "the square root" },
    formula: "SQRT",
    step: (value) => (value.isNegative() && !value.isZero() ? null : value.sqrt()),
    write: (value) => [sql`${value} >= 0`, sql`sqrt(${fine(value)})`],
  }),
  curve({
    id: "exp",
    name: { zh: "自然指数", en: "e to the power" },
    formula: "EXP",
    step: (value) => (value.gt(TOO_LARGE) ? null : value.lt(TOO_SMALL) ? new Precise(0) : value.exp()),
    write: (value) => [
      sql`${value} <= ${String(TOO_LARGE)}`,
      sql`CASE WHEN ${value} < ${String(TOO_SMALL)} THEN 0 ELSE exp(${fine(value)}) END`,
    ],
  }),
  curve({
    id: "ln",
    name: { zh: "自然对数", en: "the natural logarithm" },
    formula: "LN",
    step: (value) => (value.gt(0) ? value.ln() : null),
    write: (value) => [sql`${value} > 0`, sql`ln(${fine(value)})`],
  }),
  log,
];
