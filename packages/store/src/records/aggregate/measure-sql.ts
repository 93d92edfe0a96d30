import { checkExpression } from "@mortise/expression";
import type { AggregateFunction, RecordMeasure } from "@mortise/metadata";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { fromDatabase, scalarText } from "../model/row-values.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { expressionSql } from "../values/sql-of.ts";
import { clearExpression, filterSql } from "../query/condition-sql.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import type { Sql } from "../sql-text.ts";
import { PathJoins } from "./path-source.ts";
import { passageSql } from "./stage-passage.ts";
import { stageTimeSql } from "./stage-time.ts";

/** A measure ready for a statement over table `t`. */
export interface MeasurePlan {
  readonly id: string;
  readonly value: Sql;
  /** The joins that lead to what is measured. */
  readonly joins: readonly Sql[];
  /** The figure as the answer holds it. */
  read(raw: unknown): string | null;
}

const FUNCTIONS: readonly AggregateFunction[] = [
  "count",
  "countDistinct",
  "sum",
  "avg",
  "min",
  "max",
  "median",
  "percentile",
];
/** What system fields can be summed up with; numbers among them are none of a report's business. */
const SYSTEM_AGGREGATES: readonly AggregateFunction[] = ["count", "countDistinct", "min", "max"];
/** What can be counted, whatever it is. */
const COUNTS: readonly AggregateFunction[] = ["count", "countDistinct"];
/** What the middle can be found of is what has a mean. */
const AS_MEAN: readonly AggregateFunction[] = ["median", "percentile"];

/** What is summed up: a value per record. */
interface Measured {
  readonly value: Sql;
  readonly joins: readonly Sql[];
  /** Absent for expressions. */
  readonly field?: ModelField;
}

/** Plans one measure; its field, and every field of its expression and filter, must be clear to the actor. */
export function planMeasure(
  access: RowAccess,
  measure: RecordMeasure,
  paths: PathJoins = new PathJoins(),
): MeasurePlan {
  const part = `measures.${measure.id}`;
  if (!FUNCTIONS.includes(measure.function)) throw queryInvalid({ part, reason: String(measure.function) });
  const measured = measuredValue(access, measure, paths);
  if (!measured && measure.function !== "count") throw queryInvalid({ part, reason: "field" });
  const hasFilter = measure.filter !== undefined && measure.filter !== null;
  const only = hasFilter ? sql` filter (where ${filterSql(measure.filter ?? null, access)})` : sql``;
  return {
    id: measure.id,
    value: shortened(measure, figureSql(measure, measured?.value, only)),
    joins: measured?.joins ?? [],
    read: (raw) => figureText(raw, measure.function, measured?.field),
  };
}

function measuredValue(access: RowAccess, measure: RecordMeasure, paths: PathJoins): Measured | undefined {
  const { expression, field: path, stageTime, passage } = measure;
  if (passage !== undefined) {
    if (passage !== "time" && measure.function !== "count") {
      throw fieldUnsuitable({ field: measure.id, operation: measure.function });
    }
    return { value: passageSql(passage), joins: [] };
  }
  if (stageTime !== undefined) return { value: stageTimeSql(access, stageTime), joins: [] };
  if (expression !== undefined && expression !== null) {
    clearExpression(expression, access);
    const checked = checkExpression(expression, access.model.scope, { sql: true });
    const isNumber = checked.ok && (checked.kind === "number" || checked.kind === "duration");
    if (!isNumber && !COUNTS.includes(measure.function)) {
      throw fieldUnsuitable({ field: measure.id, operation: measure.function });
    }
    return { value: expressionSql(expression, access), joins: [] };
  }
  if (path === undefined) return undefined;
  const source = paths.source(access, path);
  const allowed = source.field.type?.aggregates ?? SYSTEM_AGGREGATES;
  const needed = AS_MEAN.includes(measure.function) ? "avg" : measure.function;
  if (!allowed.includes(needed)) throw fieldUnsuitable({ field: path, operation: measure.function });
  return source;
}

/** Figures over what is worked out per record do not show the places that it was worked out to. */
function shortened({ expression, function: name }: RecordMeasure, figure: Sql): Sql {
  return expression === undefined || COUNTS.includes(name) ? figure : sql`trim_scale(${figure})`;
}

function figureSql({ function: name, percent, id }: RecordMeasure, value: Sql | undefined, only: Sql): Sql {
  if (!value) return sql`count(*)${only}`;
  switch (name) {
    case "count":
      return sql`count(${value})${only}`;
    case "countDistinct":
      return sql`count(distinct ${value})${only}`;
    case "sum":
      return sql`sum(${value})${only}`;
    case "avg":
      return sql`trim_scale(round(avg(${value})${only}, 6))`;
    case "min":
      return sql`min(${value})${only}`;
    case "max":
      return sql`max(${value})${only}`;
    case "median": {
      // Exact, where percentile_cont would go through floating point: the mean of the two in the middle.
      const lower = sql`percentile_disc(0.5) within group (order by ${value})${only}`;
      const upper = sql`percentile_disc(0.5) within group (order by ${value} desc)${only}`;
      return sql`trim_scale(round((${lower} + ${upper}) / 2, 6))`;
    }
    case "percentile":
      // The smallest value that so many percent of all do not exceed: one of the values, not one in between.
      return sql`trim_scale(percentile_disc(${percentOf(percent, id)}::float8) within group (order by ${value})${only})`;
  }
}

function percentOf(percent: number | undefined, id: string): number {
  if (percent === undefined || !(percent >= 1 && percent <= 99)) {
    throw queryInvalid({ part: `measures.${id}`, reason: `percent ${percent ?? ""}` });
  }
  return percent / 100;
}

function figureText(raw: unknown, name: AggregateFunction, field: ModelField | undefined): string | null {
  if (raw === null || raw === undefined) return null;
  const isExtreme = name === "min" || name === "max";
  const value = isExtreme && field ? fromDatabase(raw, field) : raw;
  return value === null ? null : scalarText(value);
}
