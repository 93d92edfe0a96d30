import type { Value } from "@mortise/expression";
import type { Cause } from "@mortise/store";
import type { ImportPlan } from "../../model/import/import-plan.ts";

type Values = Readonly<Record<string, Value>>;

/**
 * The values of a row under the plan's choice of owners. When rules assign them or one person gets them all, what the
 * file says of owners is left aside; records that exist keep theirs.
 */
export function withOwner(values: Values, { owner }: Pick<ImportPlan, "owner">, isNew: boolean): Values {
  if (owner === undefined || owner === "keep") return values;
  const { owner: _owner, ...rest } = values;
  if (owner === "rules") return rest;
  const { team: _team, ...own } = rest;
  return isNew ? { ...own, owner: owner.user } : own;
}

/** What flows are told: whether they run, and whether the owners that rows bring along stay. */
export function ownerCause({ owner, runFlows }: ImportPlan): Pick<Cause, "skipFlows" | "keepsOwner"> {
  return {
    skipFlows: !(runFlows || owner === "rules"),
    ...(owner === undefined || owner === "rules" ? {} : { keepsOwner: true }),
  };
}
