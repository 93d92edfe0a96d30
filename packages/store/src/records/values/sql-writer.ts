import type { Expression } from "@mortise/expression";
import type { ModelField } from "../model/model-field.ts";
import type { RowPredicate } from "../permission/entity-permission.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Sql } from "../sql-text.ts";

/**
 * Writes SQL over a table called `t`. Values, conditions and permission need one another: a lookup asks which records
 * may be seen, a rule about records reads their fields. Each part takes the writer instead of the other parts.
 */
export interface SqlWriter {
  /** The value of a field, as far as the access may know it. */
  field(access: RowAccess, field: ModelField): Sql;
  expression(access: RowAccess, expression: Expression): Sql;
  /** An expression that is true or false. */
  condition(access: RowAccess, condition: Expression): Sql;
  /** Which rows a predicate lets through. */
  predicate(access: RowAccess, predicate: RowPredicate): Sql;
}
