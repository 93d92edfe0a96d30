import { checkExpression, type Expression, type SqlFragment, toSql, variablesOf } from "@mortise/expression";
import { clearField } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable, filterInvalid } from "../record-errors.ts";
import { fragmentSql, type Sql } from "../sql-text.ts";

/**
 * A condition somebody asked for, as SQL over table `t`. Every field it mentions must be clear to the actor;
 * STORE_FILTER_INVALID says what does not fit.
 */
export function filterSql(filter: Expression, access: RowAccess): Sql {
  // Before anything else: even a malformed filter tells nothing about a withheld field.
  for (const path of variablesOf(filter)) {
    const field = access.model.field(path.split(".")[0] ?? path);
    if (field) clearField(access.model, access.permission, field.id);
  }
  const checked = checkExpression(filter, access.model.scope, { expected: "boolean", sql: true });
  if (checked.ok) return conditionSql(filter, access);
  const [first] = checked.problems;
  const unknown = checked.problems.find((problem) => problem.code === "EXPR_UNKNOWN_VARIABLE");
  throw filterInvalid(
    { reason: (unknown ?? first)?.message[access.actor.locale] ?? "" },
    { details: checked.problems.map(({ path, message }) => ({ path: path || "filter", message })) },
  );
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
  return fragmentSql(toSql(condition, model.scope, columns, { timeZone: actor.timeZone, now }));
}
