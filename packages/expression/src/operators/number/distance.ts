import { once, type Sql, sql } from "../../sql/fragment.ts";
import type { OperatorDefinition } from "../../tree/node.ts";
import { Exact } from "../../values/number.ts";
import { defineOperator, overNumbers } from "../define.ts";
import { at, numbers } from "./number-rules.ts";

/** Metres of the earth's mean radius. */
const RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Factors of the sine's series, written so that each step is one multiplication and one subtraction. */
const SINE = Array.from({ length: 12 }, (_, index) => 1 / ((2 * index + 2) * (2 * index + 3)));
/** The same for the arc sine up to one half. */
const ARC = Array.from(
  { length: 24 },
  (_, index) => (2 * index + 1) ** 2 / ((2 * index + 2) * (2 * index + 3)),
);

/*
 * Sine and arc sine are not the same to the last bit in JavaScript and in PostgreSQL. The series below use additions,
 * multiplications and square roots only, which the floating point standard fixes, in one order: both get the same metre.
 */

/** Sine of 0 to 90 degrees. */
function sine(degrees: number): number {
  const x = degrees * RADIANS;
  const square = x * x;
  return SINE.reduceRight((sum, factor) => 1 - square * factor * sum, 1) * x;
}

function sineSql(degrees: Sql): Sql {
  return once([sql`${degrees} * ${float(RADIANS)}`], ([x = degrees]) => {
    const square = sql`(${x} * ${x})`;
    const series = SINE.reduceRight(
      (sum, factor) => sql`(1 - ${square} * ${float(factor)} * ${sum})`,
      sql`1`,
    );
    return sql`(${series} * ${x})`;
  });
}

function smallArc(y: number): number {
  const square = y * y;
  return ARC.reduceRight((sum, factor) => 1 + square * factor * sum, 1) * y;
}

function smallArcSql(y: Sql): Sql {
  return once([y], ([x = y]) => {
    const square = sql`(${x} * ${x})`;
    const series = ARC.reduceRight((sum, factor) => sql`(1 + ${square} * ${float(factor)} * ${sum})`, sql`1`);
    return sql`(${series} * ${x})`;
  });
}

/** Arc sine of 0 to 1; the upper half is worked out from the lower one. */
function arcSine(y: number): number {
  return y <= 0.5 ? smallArc(y) : Math.PI / 2 - 2 * smallArc(Math.sqrt((1 - y) / 2));
}

function arcSineSql(y: Sql): Sql {
  return once([y], ([x = y]) => {
    const upper = sql`${float(Math.PI / 2)} - 2 * ${smallArcSql(sql`sqrt((1 - ${x}) / 2)`)}`;
    return sql`(CASE WHEN ${x} <= 0.5 THEN ${smallArcSql(x)} ELSE ${upper} END)`;
  });
}

function metres(lat1: number, lng1: number, lat2: number, lng2: number): number | null {
  if (Math.abs(lat1) > 90 || Math.abs(lat2) > 90 || Math.abs(lng1) > 180 || Math.abs(lng2) > 180) return null;
  const half = Math.abs(lng1 - lng2) / 2;
  const north = sine(Math.abs(lat1 - lat2) / 2);
  const east = sine(half > 90 ? 180 - half : half);
  const square = north * north + sine(90 - Math.abs(lat1)) * sine(90 - Math.abs(lat2)) * (east * east);
  return Math.floor(RADIUS * 2 * arcSine(Math.sqrt(Math.min(square, 1))) + 0.5);
}

function metresSql(places: readonly Sql[]): Sql {
  return once(
    places.map((place) => sql`${place}::float8`),
    ([a1 = sql`0`, g1 = sql`0`, a2 = sql`0`, g2 = sql`0`]) => {
      const half = sql`abs(${g1} - ${g2}) / 2`;
      const north = sineSql(sql`(abs(${a1} - ${a2}) / 2)`);
      const east = sineSql(sql`(CASE WHEN ${half} > 90 THEN 180 - ${half} ELSE ${half} END)`);
      const [cosine1, cosine2] = [sineSql(sql`(90 - abs(${a1}))`), sineSql(sql`(90 - abs(${a2}))`)];
      const square = once([north, east], ([n = north, e = east]) => {
        return sql`(${n} * ${n} + ${cosine1} * ${cosine2} * (${e} * ${e}))`;
      });
      const arc = arcSineSql(sql`sqrt(LEAST(${square}, 1::float8))`);
      const isOnEarth = sql`abs(${a1}) <= 90 AND abs(${a2}) <= 90 AND abs(${g1}) <= 180 AND abs(${g2}) <= 180`;
      return sql`(CASE WHEN ${isOnEarth} THEN floor(${float(RADIUS)} * 2 * ${arc} + 0.5)::numeric END)`;
    },
  );
}

const distance = defineOperator({
  id: "distance",
  name: { zh: "两点距离", en: "distance" },
  arity: [4, 4],
  formula: { names: ["DISTANCE"], zh: ["两点距离"] },
  sentence: { zh: "（{0}, {1}）到（{2}, {3}）的距离", en: "the distance from ({0}, {1}) to ({2}, {3})" },
  type: numbers,
  evaluate: (args) =>
    overNumbers(args, (values) => {
      const [lat1 = 0, lng1 = 0, lat2 = 0, lng2 = 0] = values.map((value) => value.toNumber());
      const found = metres(lat1, lng1, lat2, lng2);
      return found === null ? null : new Exact(found);
    }),
  sql: (args) => metresSql([0, 1, 2, 3].map((index) => at(args, index))),
});

/** Operators on places on the earth. */
export const DISTANCE_OPERATORS: readonly OperatorDefinition[] = [distance];

function float(value: number): string {
  return `'${String(value)}'::float8`;
}
