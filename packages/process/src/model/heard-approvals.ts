/** How an approval may end, as other flows hear of it. */
export type ApprovalOutcome = "approved" | "rejected" | "withdrawn";

/** Of which approvals a flow hears. */
export interface HeardApprovals {
  readonly flow: string;
  /** The step; absent, any approval of that flow. */
  readonly node?: string;
  readonly outcomes: readonly ApprovalOutcome[];
}
