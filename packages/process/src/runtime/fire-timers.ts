import { lockDueRuns, type RunRow, systemActor, takeDueTimers, type TimerRow } from "@mortise/store";
import type { FlowEvent } from "../model/run-state.ts";
import type { FlowLibrary } from "./flow-library.ts";
import { moveRuns } from "./move-runs.ts";
import type { ProcessParts } from "./parts.ts";

/**
 * Fires timers that are due, of at most `limit` runs, and says how many. Taking a timer, moving its run and writing
 * records is one transaction: it happens once, and after a crash it has not happened.
 */
export async function fireDueTimers(
  parts: ProcessParts,
  library: FlowLibrary,
  limit: number,
): Promise<number> {
  return parts.gateway.transaction(systemActor, { type: "flow", label: "timer" }, async (transaction) => {
    const runs = await lockDueRuns(transaction.db, transaction.now, limit);
    const timers = await takeDueTimers(
      transaction.db,
      transaction.now,
      runs.map((run) => run.id),
    );
    const ofRun = Map.groupBy(timers, (timer) => timer.run);
    const moves = runs.flatMap((run) => {
      const rung = ofRun.get(run.id);
      return rung === undefined ? [] : [{ run, events: eventsFor(run, rung) }];
    });
    await moveRuns(parts, library, transaction, moves);
    return timers.length;
  });
}

/** A run that has taken no step yet waited for its turn. */
function eventsFor(run: RunRow, timers: readonly TimerRow[]): readonly FlowEvent[] {
  return run.steps === 0 ? [{ type: "start" }] : timers.map(rang);
}

function rang({ token, node }: TimerRow): FlowEvent {
  return { type: "timer", token, node };
}
