import type { RunRow, RunWay, WriteTransaction } from "@mortise/store";
import type { Effect } from "../../model/effect.ts";
import type { ApprovalOutcome } from "../../model/heard-approvals.ts";
import type { RunState } from "../../model/run-state.ts";

/** A call that a run asks for. */
export interface AskedCall {
  readonly run: RunRow;
  readonly call: Extract<Effect, { readonly type: "call" }>;
}

/** A run that has come to an end, or failed. */
export interface EndedRun {
  readonly run: RunRow;
  readonly state: RunState;
}

/** An approval of a run that has come to its outcome. */
export interface DecidedApproval {
  readonly run: RunRow;
  readonly node: string;
  readonly outcome: ApprovalOutcome;
}

/** Runs that set off runs: by calling them, or by the outcome of their approvals; inside the transaction that moves them. */
export interface CallPort {
  /** Begins what runs call, and lets the callers hear at once what has come back by then. */
  begin(transaction: WriteTransaction, calls: readonly AskedCall[]): Promise<void>;
  /** Runs have ended: whoever called them hears of it, in the same transaction where nobody else moves the caller. */
  ended(transaction: WriteTransaction, runs: readonly EndedRun[]): Promise<void>;
  /** Approvals have come to their outcomes: flows that hear of them start. */
  decided(transaction: WriteTransaction, approvals: readonly DecidedApproval[]): Promise<void>;
  /** Ways of runs, or whole runs, were given up: what they still wait for is stopped. */
  stop(
    transaction: WriteTransaction,
    given: { readonly ways: readonly RunWay[]; readonly runs: readonly string[] },
  ): Promise<void>;
}
