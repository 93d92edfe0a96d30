import type { ApprovalMode } from "./effect.ts";
import type { Outcome } from "./run-state.ts";

/**
 * What the words so far amount to; `open` while others must still speak. With `any` the first word settles,
 * with `all` everybody must approve and one "no" or "back" settles.
 */
export function settleApproval(mode: ApprovalMode, decisions: readonly (Outcome | null)[]): Outcome | "open" {
  const negative = decisions.find((decision) => decision === "rejected" || decision === "returned");
  if (negative) return negative;
  const given = decisions.filter((decision) => decision !== null);
  const enough = mode === "all" ? given.length === decisions.length : given.length > 0;
  return enough ? (given[0] ?? "open") : "open";
}
