import { checkExpression, type Expression, variablesOf } from "@mortise/expression";
import { clearField } from "../permission/field-guard.ts";
import { guardedFragment } from "../permission/limit-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { filterInvalid } from "../record-errors.ts";
import { fragmentSql, type Sql } from "../sql-text.ts";
import { definitionFragment } from "./definition-sql.ts";

/**
 * A condition somebody asked for, as SQL over table `t`. Every field it mentions must be clear to the actor, and is
 * empty in records where it is not; STORE_FILTER_INVALID says what does not fit.
 */
export function filterSql(filter: Expression, access: RowAccess): Sql {
  // Before anything else: even a malformed filter tells nothing about a withheld field.
  for (const path of variablesOf(filter)) {
    const field = access.model.field(path.split(".")[0] ?? path);
    if (field) clearField(access.model, access.permission, field.id);
  }
  const checked = checkExpression(filter, access.model.scope, { expected: "boolean", sql: true });
  if (checked.ok) return fragmentSql(definitionFragment(filter, access, guardedFragment));
  const [first] = checked.problems;
  const unknown = checked.problems.find((problem) => problem.code === "EXPR_UNKNOWN_VARIABLE");
  throw filterInvalid(
    { reason: (unknown ?? first)?.message[access.actor.locale] ?? "" },
    { details: checked.problems.map(({ path, message }) => ({ path: path || "filter", message })) },
  );
}
