import type { Environment, Value } from "@mortise/expression";
import type { CompiledFill } from "./compiled-rule.ts";

/** What a data linkage wants to know: the records of which rule and action, matched by which values. */
export interface FillAsk {
  readonly rule: string;
  /** Place of the action in the rule. */
  readonly action: number;
  readonly keys: readonly Value[];
}

/** What was found: values by field, or rows of them. Fields that the writer may not read over there are not named. */
export interface FoundFill {
  readonly values?: Readonly<Record<string, Value>>;
  readonly rows?: readonly Readonly<Record<string, Value>>[];
}

/** Answers so far, by `fillKey`. */
export type FoundFills = ReadonlyMap<string, FoundFill>;

/** No answers. */
export const NOTHING_FOUND: FoundFills = new Map();

/** The same for the same question. */
export function fillKey({ rule, action, keys }: FillAsk): string {
  return JSON.stringify([rule, action, keys]);
}

/** The question that a linkage asks of a record as it stands. */
export function askOf(rule: string, fill: CompiledFill, environment: Environment): FillAsk {
  return { rule, action: fill.index, keys: fill.keys.map((key) => key.evaluate(environment)) };
}

/** Whether all that is matched is known: with nothing to match, no record does. */
export function isComplete({ keys }: FillAsk): boolean {
  return keys.every((key) => key !== null && key !== "");
}
