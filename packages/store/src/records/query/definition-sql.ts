import { type Expression, type SqlFragment, type SqlRows, toSql } from "@mortise/expression";
import { CHINA_CALENDAR } from "@mortise/fields";
import type { ModelField } from "../model/model-field.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable } from "../record-errors.ts";
import { fragmentSql, type Sql } from "../sql-text.ts";
import { childRowsSql } from "./child-rows-sql.ts";

/** How a field is read inside a condition; for fields that hold child rows: whether these may be read. */
export type ColumnReading = (access: RowAccess, field: ModelField) => SqlFragment;

/** A condition of a definition document, as SQL over table `t`: roles may look at fields their holders cannot see. */
export function conditionSql(condition: Expression, access: RowAccess): Sql {
  return fragmentSql(definitionFragment(condition, access));
}

/** The same as text with parameters; `read` says what stands for a field, its bare column when absent. */
export function definitionFragment(
  condition: Expression,
  access: RowAccess,
  read: ColumnReading = bareColumn,
): SqlFragment {
  const { model, actor, now } = access;
  const column = (path: string): SqlFragment => {
    if (path === "$user") return { text: "?::uuid", parameters: [actor.userId] };
    if (path === "$teams")
      return { text: "?::uuid[]", parameters: [actor.teams.length > 0 ? actor.teams : null] };
    const field = model.need(path);
    if (field.columnType === null) throw fieldUnsuitable({ field: path, operation: "filter" });
    return read(access, field);
  };
  const rows = (path: string): SqlRows => {
    const field = model.need(path);
    const below = childRowsSql(access.related(field.target ?? path));
    if (!access.permission.limits.has(field.id)) return below;
    const may = read(access, field);
    return {
      ...below,
      where: {
        text: `${below.where.text} AND ${may.text}`,
        parameters: [...below.where.parameters, ...may.parameters],
      },
    };
  };
  return toSql(
    condition,
    model.scope,
    { column, rows },
    {
      timeZone: actor.timeZone,
      now,
      calendar: CHINA_CALENDAR,
    },
  );
}

function bareColumn(_access: RowAccess, field: ModelField): SqlFragment {
  if (field.columnType === null) return { text: "true", parameters: [] };
  // The id comes from the catalog, where ids match [a-z][a-z0-9_]*.
  return { text: `t."${field.id}"`, parameters: [] };
}
