import type { LocalizedText } from "@mortise/kit";

/** What was decided: a way, an owner, an approval, a return to the pool. */
export type DecisionKind = "branch" | "assign" | "approve" | "recycle";

/** One value or candidate that played a part; `decisive` when it settled the decision. */
export interface DecisionDetail {
  readonly label: LocalizedText;
  readonly value: LocalizedText;
  readonly decisive: boolean;
}
