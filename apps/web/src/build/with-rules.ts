import type { EntityDocument, RecordRule } from "@mortise/metadata";

/** The entity with these rules; without the property when there are none. */
export function withRules(entity: EntityDocument, rules: readonly RecordRule[]): EntityDocument {
  const { rules: _old, ...rest } = entity;
  return rules.length === 0 ? rest : { ...rest, rules };
}
