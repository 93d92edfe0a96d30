import { lockRuns, systemActor, takeDueTimers } from "@mortise/store";
import type { FlowLibrary } from "./flow-library.ts";
import { moveRuns } from "./move-runs.ts";
import type { ProcessParts } from "./parts.ts";

/**
 * Fires timers that are due, at most `limit` of them, and says how many. Taking a timer, moving its run and writing
 * records is one transaction: it happens once, and after a crash it has not happened.
 */
export async function fireDueTimers(
  parts: ProcessParts,
  library: FlowLibrary,
  limit: number,
): Promise<number> {
  return parts.gateway.transaction(systemActor, { type: "flow", label: "timer" }, async (transaction) => {
    const timers = await takeDueTimers(transaction.db, transaction.now, limit);
    const nodes = new Map(timers.map((timer) => [timer.run, timer.node]));
    const runs = await lockRuns(transaction.db, [...nodes.keys()]);
    const due = runs.filter((run) => run.node === nodes.get(run.id));
    const moves = due.map((run) => ({ run, event: { type: "timer", node: run.node ?? "" } as const }));
    await moveRuns(parts, library, transaction, moves);
    return timers.length;
  });
}
