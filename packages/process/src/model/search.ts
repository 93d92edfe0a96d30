import type { Expression } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import type { AggregateFunction, SortKey } from "@mortise/metadata";

/** Which records a step looks for. */
export interface Search {
  readonly entity: string;
  /** Without it every record is meant. It holds values only, none of the flow's variables. */
  readonly filter?: Expression;
  /** Newest first without it. */
  readonly sort?: readonly SortKey[];
  readonly limit: number;
}

/** A figure over records: how many there are, or the sum, average, least or greatest value of a field. */
export interface Figure {
  readonly entity: string;
  readonly filter?: Expression;
  readonly function: AggregateFunction;
  /** Not for counts. */
  readonly field?: string;
}

/** Two searches or figures with the same key have the same answer. */
export function searchKey(search: Search | Figure): string {
  return canonicalJson(search);
}
