import type { RollupDerivation, RollupFunction } from "@mortise/metadata";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { type Sql, TRUE, typeSql } from "../sql-text.ts";
import { fittedSql } from "./fitted-sql.ts";
import { listSource } from "./list-sql.ts";
import type { SqlWriter } from "./sql-writer.ts";

/** A rollup field as an actor meets it. */
export interface Rollup {
  readonly access: RowAccess;
  readonly field: ModelField;
  readonly rollup: RollupDerivation;
}

/** A figure over the listed records of table `t` that the actor may see. */
export function rollupSql(writer: SqlWriter, { access, field, rollup }: Rollup): Sql {
  const type = field.valueType ?? "text";
  const list = access.model.field(rollup.list);
  if (!list) return sql`null::${typeSql(type)}`;
  const source = listSource(writer, access, list);
  const totalled = rollup.field === undefined ? undefined : source.model.field(rollup.field);
  if (rollup.function !== "count" && !totalled) return sql`null::${typeSql(type)}`;
  const value = totalled ? writer.field(source.access, totalled) : sql`t.id`;
  const condition = rollup.filter === undefined ? TRUE : writer.condition(source.access, rollup.filter);
  const figure = sql`(select ${FIGURES[rollup.function]} ${source.from(sql`${value} as v`, condition)})`;
  return fittedSql(figure, type);
}

const FIGURES: Readonly<Record<RollupFunction, Sql>> = {
  count: sql`count(*)::numeric`,
  countDistinct: sql`count(distinct x.v)::numeric`,
  sum: sql`coalesce(sum(x.v), 0)`,
  avg: sql`avg(x.v)`,
  min: sql`min(x.v)`,
  max: sql`max(x.v)`,
};
