import type { LocalizedText } from "@mortise/kit";
import type { Guard } from "./node-output.ts";

/** What was decided: a way, an owner, an approval, a return to the pool, or that somebody in charge steps in. */
export type DecisionKind = "branch" | "assign" | "approve" | "recycle" | "intervene";

/** One value or candidate that played a part; `decisive` when it settled the decision. */
export interface DecisionDetail {
  /** Field whose value is shown; kept from those who may not see it. */
  readonly field?: string;
  /** Every field behind the values shown, when there are more. */
  readonly uses?: readonly string[];
  /** Fields of other entities behind the values shown: whoever may not read them is not shown these. */
  readonly guards?: readonly Guard[];
  readonly label: LocalizedText;
  readonly value: LocalizedText;
  readonly decisive: boolean;
}
