import type { Expression } from "@mortise/expression";

/** Which funnel: a field whose transitions are logged, over the rows that meet a filter. */
export interface StageFunnelQuery {
  readonly entity: string;
  readonly field: string;
  readonly filter?: Expression;
  readonly search?: string;
  /** A number field to sum over the records now in each stage. */
  readonly amount?: string;
}

/** One stage of a funnel. */
export interface StageFunnelStep {
  readonly option: string;
  /** Records in this stage now. */
  readonly current: number;
  /** Sum of the amount field over them, as decimal string; absent when none was asked for. */
  readonly amount?: string;
  /**
   * Records that ever entered this stage or a later one. Stages that end in failure are no layer of the funnel:
   * theirs counts only the records that ever entered them.
   */
  readonly reached: number;
  /** Sum of the amount field over those, as they are now; absent when none was asked for. */
  readonly reachedAmount?: string;
}
