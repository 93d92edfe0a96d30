import type { CallNode, OperatorDefinition } from "../tree/node.ts";
import { AGGREGATE_OPERATORS } from "./aggregate.ts";
import { ARITHMETIC_OPERATORS } from "./arithmetic.ts";
import { COMPARISON_OPERATORS } from "./comparison.ts";
import { DATE_OPERATORS, now, today } from "./date.ts";
import { DATE_SPAN_OPERATORS } from "./date-span.ts";
import { isOverRows } from "./over-rows.ts";
import { LIST_OPERATORS } from "./list.ts";
import { LOGIC_OPERATORS } from "./logic.ts";
import { REGION_OPERATORS } from "./region.ts";
import { TEXT_OPERATORS } from "./text.ts";

/** Every operator of the language, in the order the reference shows them. */
export const OPERATORS: readonly OperatorDefinition[] = [
  ...LOGIC_OPERATORS,
  ...COMPARISON_OPERATORS,
  ...ARITHMETIC_OPERATORS,
  ...TEXT_OPERATORS,
  ...DATE_OPERATORS,
  ...DATE_SPAN_OPERATORS,
  ...LIST_OPERATORS,
  ...REGION_OPERATORS,
  ...AGGREGATE_OPERATORS,
];

const BY_ID = new Map<string, OperatorDefinition>(
  OPERATORS.flatMap((operator) =>
    [operator.id, ...(operator.aliases ?? [])].map((id) => [id, operator] as const),
  ),
);

/** The operator of a stored name or alias. */
export function findOperator(id: string): OperatorDefinition | undefined {
  return BY_ID.get(id);
}

/** Tells whether the database can compute this call. */
export function isSqlCall(call: CallNode): boolean {
  if (isOverRows(call)) return call.operator.sqlOverRows !== undefined;
  return call.operator.sql !== undefined && (call.operator.sqlFor?.(call) ?? true);
}

/** What `$now` stands for. */
export const nowOperator: OperatorDefinition = now;

/** What `$today` stands for. */
export const todayOperator: OperatorDefinition = today;
