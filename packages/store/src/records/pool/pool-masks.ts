import type { Expression } from "@mortise/expression";
import type { FieldRule } from "@mortise/metadata";
import type { EntityModel } from "../model/entity-model.ts";
import { poolRules } from "./pool-rules.ts";

/** What the pools of an entity mask for the holders of a role: until a record has an owner, or always. */
export function poolMasks(model: EntityModel, role: string): readonly FieldRule[] {
  return (poolRules(model)?.all ?? []).flatMap(({ document: { id, mask } }) => {
    if (!mask || mask.fields.length === 0 || mask.except?.includes(role)) return [];
    const inPool: Expression = { "==": [{ var: "pool" }, id] };
    const when: Expression =
      mask.until === "always" ? inPool : { and: [inPool, { empty: [{ var: "owner" }] }] };
    return [{ fields: mask.fields, access: "masked", when }];
  });
}
