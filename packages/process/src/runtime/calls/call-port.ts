import type { RunRow, RunWay, WriteTransaction } from "@mortise/store";
import type { Effect } from "../../model/effect.ts";
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

/** Runs that call runs, inside the transaction that moves them. */
export interface CallPort {
  /** Begins what runs call, and lets the callers hear at once what has come back by then. */
  begin(transaction: WriteTransaction, calls: readonly AskedCall[]): Promise<void>;
  /** Runs have ended: whoever called them hears of it, in the same transaction where nobody else moves the caller. */
  ended(transaction: WriteTransaction, runs: readonly EndedRun[]): Promise<void>;
  /** Ways of runs, or whole runs, were given up: what they still wait for is stopped. */
  stop(
    transaction: WriteTransaction,
    given: { readonly ways: readonly RunWay[]; readonly runs: readonly string[] },
  ): Promise<void>;
}
