import type { AggregateFunction, Measure } from "@mortise/metadata";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { fromDatabase, scalarText } from "../model/row-values.ts";
import { clearField } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldSql } from "../values/sql-of.ts";
import { filterSql } from "../query/condition-sql.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import type { Sql } from "../sql-text.ts";

/** A measure ready for a statement over table `t`. */
export interface MeasurePlan {
  readonly id: string;
  readonly value: Sql;
  /** The figure as the answer holds it. */
  read(raw: unknown): string | null;
}

const FUNCTIONS: readonly AggregateFunction[] = ["count", "countDistinct", "sum", "avg", "min", "max"];
/** What system fields can be summed up with; numbers among them are none of a report's business. */
const SYSTEM_AGGREGATES: readonly AggregateFunction[] = ["count", "countDistinct", "min", "max"];

/** Plans one measure; its field and every field of its own filter must be clear to the actor. */
export function planMeasure(access: RowAccess, measure: Measure): MeasurePlan {
  if (!FUNCTIONS.includes(measure.function)) {
    throw queryInvalid({ part: `measures.${measure.id}`, reason: String(measure.function) });
  }
  const field = measure.field === undefined ? undefined : measuredField(access, measure, measure.field);
  if (!field && measure.function !== "count") {
    throw queryInvalid({ part: `measures.${measure.id}`, reason: "field" });
  }
  const figure = figureSql(access, measure.function, field);
  const hasFilter = measure.filter !== undefined && measure.filter !== null;
  const value = hasFilter
    ? sql`${figure} filter (where ${filterSql(measure.filter ?? null, access)})`
    : figure;
  return {
    id: measure.id,
    value: measure.function === "avg" ? sql`trim_scale(round(${value}, 6))` : value,
    read: (raw) => figureText(raw, measure.function, field),
  };
}

function measuredField(access: RowAccess, measure: Measure, id: string): ModelField {
  const field = clearField(access.model, access.permission, id);
  const allowed = field.type?.aggregates ?? SYSTEM_AGGREGATES;
  if (field.valueType === null || !allowed.includes(measure.function)) {
    throw fieldUnsuitable({ field: id, operation: measure.function });
  }
  return field;
}

function figureSql(access: RowAccess, name: AggregateFunction, field: ModelField | undefined): Sql {
  if (!field) return sql`count(*)`;
  const column = fieldSql(access, field);
  switch (name) {
    case "count":
      return sql`count(${column})`;
    case "countDistinct":
      return sql`count(distinct ${column})`;
    case "sum":
      return sql`sum(${column})`;
    case "avg":
      return sql`avg(${column})`;
    case "min":
      return sql`min(${column})`;
    case "max":
      return sql`max(${column})`;
  }
}

function figureText(raw: unknown, name: AggregateFunction, field: ModelField | undefined): string | null {
  if (raw === null || raw === undefined) return null;
  const isExtreme = name === "min" || name === "max";
  const value = isExtreme && field ? fromDatabase(raw, field) : raw;
  return value === null ? null : scalarText(value);
}
