import type { Expression } from "@mortise/expression";

/** One column of a board: an option of the field, or `null` for records without one. */
export interface BoardColumn {
  readonly key: string | null;
  readonly name: string;
  readonly color: string | undefined;
  readonly condition: Expression;
}
