import type { Value } from "@mortise/expression";
import type { DateGrain, Dimension } from "@mortise/metadata";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { clearField } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import { fieldSql } from "../values/sql-of.ts";
import { placeSql, type Sql } from "../sql-text.ts";

/** The calendar grains; weeks start on Monday. */
const DATE_GRAINS: readonly DateGrain[] = ["day", "week", "month", "quarter", "year"];

const REGION_LEVELS: readonly number[] = [2, 4, 6];

/** A dimension ready for a statement over table `t`. */
export interface DimensionPlan {
  readonly field: ModelField;
  readonly key: Sql;
  /** The key as the answer holds it, over the group's alias: turned into text once per group, not once per row. */
  shown(alias: Sql): Sql;
  /** Spreads lists: a record counts in each of its groups. */
  readonly join?: Sql;
  /** What groups are ordered by when the query does not say; over the group's own alias. */
  order(alias: Sql): Sql;
}

/** Plans one dimension: the key of a row's group, in the actor's time zone for dates. */
export function planDimension(access: RowAccess, dimension: Dimension, index: number): DimensionPlan {
  const field = clearField(access.model, access.permission, dimension.field);
  if (!field.groupable || field.valueType === null) {
    throw fieldUnsuitable({ field: dimension.field, operation: "group" });
  }
  const column = fieldSql(access, field);
  const plain = (key: Sql): DimensionPlan => ({
    field,
    key,
    shown: (alias) => alias,
    order: (alias) => alias,
  });
  const asText = (key: Sql): DimensionPlan => ({ ...plain(key), shown: (alias) => sql`${alias}::text` });
  switch (field.kind) {
    case "date":
    case "datetime":
      return asText(dateKey(column, { field, grain: dimension.grain, timeZone: access.actor.timeZone }));
    case "region":
      return plain(
        dimension.level === undefined ? column : sql`left(${column}, ${regionLevel(dimension.level)}::int)`,
      );
    case "options":
    case "users":
    case "teams":
    case "references": {
      const alias = `d${index}`;
      const join = sql`left join lateral unnest(${column}) as ${sql.id(alias)}(key) on true`;
      return { ...asText(sql`${sql.id(alias, "key")}`), join };
    }
    case "option": {
      const options = (field.definition && field.type?.options?.(field.definition)) ?? [];
      const keys = options.map((option) => option.key);
      return { ...plain(column), order: (alias) => placeSql(keys, alias) };
    }
    case "boolean":
      return plain(column);
    case "text":
    case "number":
    case "user":
    case "team":
    case "reference":
    case "duration":
    case "time":
    case "dateRange":
    case "secret":
    case "rows":
    case "files":
    case "null":
      return asText(column);
  }
}

interface DateKey {
  readonly field: ModelField;
  readonly grain: DateGrain | undefined;
  readonly timeZone: string;
}

function dateKey(column: Sql, { field, grain, timeZone }: DateKey): Sql {
  if (grain !== undefined && !DATE_GRAINS.includes(grain)) {
    throw queryInvalid({ part: "grain", reason: String(grain) });
  }
  const local =
    field.kind === "datetime" ? sql`(${column} at time zone ${timeZone})` : sql`${column}::timestamp`;
  // The grain is one of a fixed list.
  return sql`date_trunc(${grain ?? "day"}, ${local})::date`;
}

function regionLevel(level: number): number {
  if (!REGION_LEVELS.includes(level)) throw queryInvalid({ part: "level", reason: String(level) });
  return level;
}

/** A group's key as the answer holds it. */
export function keyValue(raw: unknown): Value {
  return typeof raw === "string" || typeof raw === "boolean" ? raw : null;
}
