import { Type } from "typebox";
import type { NumberBuckets, TableCalculation } from "../documents/report-query.ts";
import { exact, expression, id, localizedText, mapOf, oneOf } from "./parts.ts";

const buckets = Type.Unsafe<NumberBuckets>(
  Type.Union([exact({ width: Type.String() }), exact({ bounds: Type.Array(Type.String()) })]),
);

const calculation = Type.Unsafe<TableCalculation>(
  Type.Union([
    exact({
      type: oneOf("shareOfTotal", "shareOfRow", "shareOfColumn", "runningTotal", "rank", "difference"),
    }),
    exact({ type: oneOf("movingAverage"), window: Type.Integer({ minimum: 2, maximum: 400 }) }),
  ]),
);

/** The shape of a dimension. */
export const dimension = exact({
  field: Type.String(),
  grain: Type.Optional(oneOf("hour", "day", "week", "month", "quarter", "halfYear", "year")),
  fiscal: Type.Optional(Type.Boolean()),
  part: Type.Optional(oneOf("monthOfYear", "dayOfWeek", "hourOfDay")),
  level: Type.Optional(Type.Unsafe<2 | 4 | 6>(Type.Union([2, 4, 6].map((level) => Type.Literal(level))))),
  buckets: Type.Optional(buckets),
  teamLevel: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  passed: Type.Optional(Type.Boolean()),
  empty: Type.Optional(Type.Boolean()),
  other: Type.Optional(Type.Boolean()),
});

const target = exact({
  entity: id,
  field: Type.String(),
  filter: Type.Optional(expression),
  by: Type.Optional(mapOf(Type.String())),
});

/** The shape of a measure. */
export const measure = exact({
  id: Type.String(),
  name: Type.Optional(localizedText),
  function: oneOf(
    "count",
    "countDistinct",
    "sum",
    "avg",
    "min",
    "max",
    "median",
    "percentile",
    "formula",
    "metric",
  ),
  field: Type.Optional(Type.String()),
  expression: Type.Optional(expression),
  stageTime: Type.Optional(
    exact({ field: Type.String(), reached: Type.Optional(Type.Array(Type.String(), { minItems: 1 })) }),
  ),
  passage: Type.Optional(oneOf("time", "onward", "lost")),
  percent: Type.Optional(Type.Number({ minimum: 1, maximum: 99 })),
  filter: Type.Optional(expression),
  formula: Type.Optional(expression),
  metric: Type.Optional(Type.String()),
  calculation: Type.Optional(calculation),
  target: Type.Optional(target),
  hidden: Type.Optional(Type.Boolean()),
  format: Type.Optional(oneOf("number", "percent")),
});

/** The shape of a comparison of periods. */
export const comparison = exact({
  field: Type.String(),
  period: oneOf("day", "week", "month", "quarter", "halfYear", "year"),
  fiscal: Type.Optional(Type.Boolean()),
  with: Type.Array(oneOf("previous", "lastYear"), { minItems: 1, maxItems: 2 }),
  whole: Type.Optional(Type.Boolean()),
});
