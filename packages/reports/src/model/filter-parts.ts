import { type Expression, variablesOf } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";

/** The conditions that a filter joins with "and". */
export function conjuncts(filter: Expression | undefined): readonly Expression[] {
  if (filter === undefined || filter === null || filter === true) return [];
  const all: unknown = isPlainObject(filter) ? filter["and"] : undefined;
  // Arguments of an expression are expressions.
  return Array.isArray(all) ? (all as readonly Expression[]).flatMap(conjuncts) : [filter];
}

/** Whether a condition asks of some fields only: variables of the system may stand beside them. */
export function asksOnly(condition: Expression, fields: ReadonlySet<string>): boolean {
  const used = variablesOf(condition).filter((path) => !path.startsWith("$"));
  return used.length > 0 && used.every((path) => fields.has(path));
}
