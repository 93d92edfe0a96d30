import type { Expression } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";

/** Under what key counts of owned records are kept: the entity and the condition that says which ones count. */
export function loadKey(entity: string, when: Expression | undefined): string {
  return `${entity} ${canonicalJson(when ?? null)}`;
}
