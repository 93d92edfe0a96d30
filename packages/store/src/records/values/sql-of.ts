import type { Expression } from "@mortise/expression";
import type { FieldAccess } from "@mortise/metadata";
import type { ModelField } from "../model/model-field.ts";
import type { RowPredicate } from "../permission/entity-permission.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Sql } from "../sql-text.ts";
import { writeExpression } from "./expression-sql.ts";
import { writeField, writeValue, writeWorkedOut } from "./field-sql.ts";
import { writeAtLeast, writeRank } from "./limits-sql.ts";
import { writeOwnRule, writePredicate } from "./row-rules-sql.ts";
import type { SqlWriter } from "./sql-writer.ts";

const writer: SqlWriter = {
  field: (access, field) => writeField(writer, access, field),
  expression: (access, expression) => writeExpression(writer, access, { expression }),
  condition: (access, condition) =>
    writeExpression(writer, access, { expression: condition, expected: "boolean" }),
  predicate: (access, predicate) => writePredicate(writer, access, predicate),
};

/**
 * The value of a field over table `t`, as far as the actor may know it: its column, or what stands for one; empty in
 * records in which the actor may not see it in clear. A lookup is null when the actor may not see the record behind it; a rollup goes over the records the actor may see. What is kept
 * in a column is a value for those who see everything behind it; for others it is worked out.
 */
export function fieldSql(access: RowAccess, field: ModelField): Sql {
  return writer.field(access, field);
}

/** The value of a computed field over table `t`, worked out from where it comes from even when a column keeps it. */
export function workedOutSql(access: RowAccess, field: ModelField): Sql {
  return writeWorkedOut(writer, access, field);
}

/** The same whatever the record itself allows: for readers of `ranksList`. */
export function valueSql(access: RowAccess, field: ModelField): Sql {
  return writeValue(writer, access, field);
}

/** The rank of the access to a field in the row of table `t`: see `ACCESS_RANK`. */
export function rankSql(access: RowAccess, field: string): Sql {
  return writeRank(writer, access, field);
}

/** Whether the access to a field is at least so much, as a condition on table `t`. */
export function atLeastSql(access: RowAccess, field: string, least: FieldAccess): Sql {
  return writeAtLeast(writer, access, { field, least });
}

/** A condition as SQL over table `t`; records behind its paths are those that the access sees. */
export function conditionSql(condition: Expression, access: RowAccess): Sql {
  return writer.condition(access, condition);
}

/** An expression of a definition as SQL over table `t`. */
export function expressionSql(expression: Expression, access: RowAccess): Sql {
  return writer.expression(access, expression);
}

/** The permission predicate as a condition on table `t`: the one place where row rules become SQL. */
export function predicateSql(predicate: RowPredicate, access: RowAccess): Sql {
  return writer.predicate(access, predicate);
}

/** Which child rows of a record that is seen are seen themselves: all, unless a role says more of the child entity. */
export function ownRuleSql(child: RowAccess): Sql {
  return writeOwnRule(writer, child);
}
