import {
  checkExpression,
  compileExpression,
  type Expression,
  recordEnvironment,
  type RecordEnvironmentOptions,
  variablesOf,
} from "@mortise/expression";
import { narrowingCondition } from "@mortise/fields";
import type { Catalog, PageBlock } from "@mortise/metadata";

interface MatchedRecord {
  readonly catalog: Catalog;
  readonly entity: string;
  readonly record: { readonly id: string } & Readonly<Record<string, unknown>>;
  /** Whether the person sees a field of this record in clear. */
  readonly isOpen: (field: string) => boolean;
  readonly moment: RecordEnvironmentOptions;
}

/** Why nothing is asked for: the person does not see what is matched with, or it is empty. */
export type MatchQuestion = { readonly filter: Expression } | "closed" | "empty";

/**
 * What records of the other entity have to be for a block that lists those that match. The record itself is not among
 * them. A block that matches with what the person does not see asks nothing: the answer would tell it.
 */
export function matchQuestion(
  { entity: listed, match = [] }: Pick<PageBlock, "entity" | "match">,
  { catalog, entity, record, isOpen, moment }: MatchedRecord,
): MatchQuestion {
  const scope = catalog.queryScope(entity);
  const paths = match.flatMap(({ value }) => variablesOf(value));
  const isSeen = paths.every((path) => path.startsWith("$") || isOpen(path.split(".")[0] ?? ""));
  if (!isSeen || !match.every(({ value }) => checkExpression(value, scope).ok)) return "closed";
  const environment = recordEnvironment(record, moment);
  const asked = match.map(({ field, value }) => ({
    field,
    value: compileExpression(value, scope).evaluate(environment),
  }));
  if (asked.length === 0 || asked.some(({ value }) => value === null || value === "")) return "empty";
  const others: Expression | undefined = listed === entity ? { "!=": [{ var: "id" }, record.id] } : undefined;
  const filter = narrowingCondition(asked, others);
  return filter === undefined ? "empty" : { filter };
}
