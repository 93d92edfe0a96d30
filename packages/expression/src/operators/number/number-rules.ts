import { type Sql, sql } from "../../sql/fragment.ts";
import type { CallTyping } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";

/** The type rule of operators that take numbers and give one. */
export function numbers(call: CallTyping): ValueKind {
  call.expectAll("number");
  return "number";
}

/** The SQL of an argument; arguments that were left out are NULL. */
export function at(args: readonly Sql[], index: number): Sql {
  return args[index] ?? sql`NULL::numeric`;
}
