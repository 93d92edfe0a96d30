import {
  checkExpression,
  type Expression,
  type SqlFragment,
  type SqlRows,
  toSql,
  variablesOf,
} from "@mortise/expression";
import { entityPermission, throughParent } from "../permission/entity-permission.ts";
import { clearField } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable, filterInvalid } from "../record-errors.ts";
import { fragmentSql, type Sql } from "../sql-text.ts";
import { childRowsSql } from "./child-rows-sql.ts";

/**
 * A condition somebody asked for, as SQL over table `t`. Every field it mentions must be clear to the actor;
 * STORE_FILTER_INVALID says what does not fit.
 */
export function filterSql(filter: Expression, access: RowAccess): Sql {
  // Before anything else: even a malformed filter tells nothing about a withheld field.
  const checked = checkExpression(filter, access.model.scope, { expected: "boolean", sql: true });
  for (const path of checked.ok ? checked.variables : variablesOf(filter)) clearPath(access, path);
  if (checked.ok) return conditionSql(filter, access);
  const [first] = checked.problems;
  const unknown = checked.problems.find((problem) => problem.code === "EXPR_UNKNOWN_VARIABLE");
  throw filterInvalid(
    { reason: (unknown ?? first)?.message[access.actor.locale] ?? "" },
    { details: checked.problems.map(({ path, message }) => ({ path: path || "filter", message })) },
  );
}

/** Refuses a field that is withheld, and a column of child rows that is. */
function clearPath(access: RowAccess, path: string): void {
  const [first = path, column] = path.split(".");
  const field = access.model.field(first);
  if (!field) return;
  clearField(access.model, access.permission, field.id);
  if (field.kind !== "rows" || field.target === undefined || column === undefined) return;
  const rows = access.related(field.target);
  if (rows.field(column)) clearField(rows, throughParent(entityPermission(access.actor, rows)), column);
}

/** A condition of a definition document, as SQL over table `t`: roles may look at fields their holders cannot see. */
export function conditionSql(condition: Expression, access: RowAccess): Sql {
  const { model, actor, now } = access;
  const columns = (path: string): SqlFragment => {
    if (path === "$user") return { text: "?::uuid", parameters: [actor.userId] };
    if (path === "$teams")
      return { text: "?::uuid[]", parameters: [actor.teams.length > 0 ? actor.teams : null] };
    const field = model.need(path);
    if (field.columnType === null) throw fieldUnsuitable({ field: path, operation: "filter" });
    // The id comes from the catalog, where ids match [a-z][a-z0-9_]*.
    return { text: `t."${field.id}"`, parameters: [] };
  };
  const rows = (path: string): SqlRows => childRowsSql(access.related(model.need(path).target ?? path));
  const source = { column: columns, rows };
  return fragmentSql(toSql(condition, model.scope, source, { timeZone: actor.timeZone, now }));
}
