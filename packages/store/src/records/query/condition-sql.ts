import { checkExpression, type Expression, type ValueKind, variablesOf } from "@mortise/expression";
import { throughParent } from "../permission/entity-permission.ts";
import { alwaysClearField, clearField } from "../permission/field-guard.ts";
import { relatedAccess, type RowAccess } from "../permission/row-access.ts";
import { fieldRenamed, filterInvalid } from "../record-errors.ts";
import type { Sql } from "../sql-text.ts";
import { conditionSql } from "../values/sql-of.ts";

/**
 * A condition somebody asked for, as SQL over table `t`. Every field it mentions must be clear to the actor, and is
 * empty in records where it is not; STORE_FILTER_INVALID says what does not fit.
 */
export function filterSql(filter: Expression, access: RowAccess): Sql {
  clearExpression(filter, access, "boolean");
  return conditionSql(filter, access);
}

/** Refuses an expression that uses what is not clear to the actor, or that does not fit: see `filterSql`. */
export function clearExpression(filter: Expression, access: RowAccess, expected?: ValueKind): void {
  // Before anything else: even a malformed filter tells nothing about a withheld field.
  const options = { sql: true, ...(expected === undefined ? {} : { expected }) };
  const checked = checkExpression(filter, access.model.scope, options);
  for (const path of checked.ok ? checked.variables : variablesOf(filter)) clearPath(access, path);
  if (checked.ok) return;
  refuseFormerKeys(filter, access);
  const [first] = checked.problems;
  const unknown = checked.problems.find((problem) => problem.code === "EXPR_UNKNOWN_VARIABLE");
  throw filterInvalid(
    { reason: (unknown ?? first)?.message[access.actor.locale] ?? "" },
    { details: checked.problems.map(({ path, message }) => ({ path: path || "filter", message })) },
  );
}

/** Says which key a field has now, when the filter names it by the one it had. */
function refuseFormerKeys(filter: Expression, { model, permission }: RowAccess): void {
  for (const field of variablesOf(filter)) {
    const now = model.field(field) ? undefined : model.renamed(field);
    if (now === undefined) continue;
    clearField(model, permission, now);
    throw fieldRenamed({ field, now });
  }
}

/** Refuses a field that is withheld, and a column of child rows that is, be it in some rows only. */
function clearPath(access: RowAccess, path: string): void {
  const [first = path, ...rest] = path.split(".");
  const field = access.model.field(first);
  if (!field) return;
  clearField(access.model, access.permission, field.id);
  const isPeople = field.kind === "user" || field.kind === "team";
  if (rest.length === 0 || field.target === undefined || isPeople) return;
  const related = relatedAccess(access, field.target);
  if (field.kind !== "rows") return clearPath(related, rest.join("."));
  const column = rest.join(".");
  if (related.model.field(column)) alwaysClearField(related.model, throughParent(related.permission), column);
}
