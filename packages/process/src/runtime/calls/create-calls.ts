import type { LocalizedText } from "@mortise/kit";
import {
  callersToTell,
  dropCallsOfRuns,
  dropCallsOfWays,
  type JournalDb,
  lockFreeRuns,
  lockRuns,
  noteReturns,
  sayReturns,
  systemActor,
  type WriteTransaction,
} from "@mortise/store";
import { endedCall, returnedEvents } from "./call-returns.ts";
import type { FlowLibrary } from "../flow-library.ts";
import { moveRuns } from "../move-runs.ts";
import type { ProcessParts } from "../parts.ts";
import { endedRun, saveOutcomes } from "../save-outcomes.ts";
import { hearApprovals } from "../starts/hear-approvals.ts";
import { beginCalls } from "./begin-calls.ts";
import type { CallPort } from "./call-port.ts";

const NOT_WAITED_FOR: LocalizedText = {
  zh: "调用它的流程不再等待，已中止",
  en: "The flow that called it does not wait any more, so it was stopped",
};

/** What one transaction has begun and not told yet. */
interface Telling {
  /** Calls being begun or told: what comes back meanwhile is told afterwards, all at once. */
  depth: number;
  readonly callers: Set<string>;
}

/** How calls of flows are begun, told and stopped. */
export function createCalls(parts: () => ProcessParts, library: FlowLibrary): CallPort {
  const tellings = new WeakMap<JournalDb, Telling>();
  const tellingOf = ({ db }: WriteTransaction): Telling => {
    const telling = tellings.get(db) ?? { depth: 0, callers: new Set<string>() };
    tellings.set(db, telling);
    return telling;
  };

  /** Does something after which callers may have something to hear; they hear it once the outermost of these is done. */
  const within = async (transaction: WriteTransaction, work: (telling: Telling) => Promise<void>) => {
    const telling = tellingOf(transaction);
    telling.depth += 1;
    try {
      await work(telling);
      if (telling.depth === 1) await tellAll(transaction, telling);
    } finally {
      telling.depth -= 1;
    }
  };

  const tellAll = async (transaction: WriteTransaction, telling: Telling): Promise<void> => {
    while (telling.callers.size > 0) {
      const callers = [...telling.callers];
      telling.callers.clear();
      // Whoever moves a caller just now is not waited for: two that wait for each other would never end.
      const runs = await lockFreeRuns(transaction.db, callers);
      if (runs.length < callers.length) await sayReturns(transaction.db);
      await moveRuns(parts(), library, transaction, await returnedEvents(transaction.db, runs));
    }
  };

  return {
    begin: (transaction, calls) =>
      within(transaction, async (telling) => {
        for (const caller of await beginCalls(parts(), library, transaction, calls))
          telling.callers.add(caller);
      }),
    ended: (transaction, runs) =>
      within(transaction, async (telling) => {
        const called = runs.filter(({ run }) => run.depth > 0).map(endedCall);
        for (const caller of await noteReturns(transaction.db, called)) telling.callers.add(caller);
      }),
    decided: (transaction, approvals) => hearApprovals(parts(), library, transaction, approvals),
    async stop(transaction, { ways, runs }) {
      const { db } = transaction;
      const dropped = [...(await dropCallsOfWays(db, ways)), ...(await dropCallsOfRuns(db, runs))];
      const live = await lockRuns(db, dropped);
      for (const group of Map.groupBy(live, (run) => `${run.app} ${run.release} ${run.flow}`).values()) {
        const [first] = group;
        const flow = first && (await library.find(first.app, first.release, first.flow));
        if (flow)
          await saveOutcomes(
            { transaction, flow, calls: parts().calls },
            group.map((run) => ({ run, moved: endedRun(run, "cancelled", NOT_WAITED_FOR) })),
          );
      }
    },
  };
}

/**
 * Lets runs hear what came of their calls, at most `limit` of them, where that was not possible with the end of what they called;
 * says how many. Each answer is heard once, and after a crash it has not been heard.
 */
export async function deliverReturns(
  parts: ProcessParts,
  library: FlowLibrary,
  limit: number,
): Promise<number> {
  const waiting = await callersToTell(parts.db, limit);
  if (waiting.length === 0) return 0;
  return parts.gateway.transaction(systemActor, { type: "flow", label: "returns" }, async (transaction) => {
    const moves = await returnedEvents(transaction.db, await lockFreeRuns(transaction.db, waiting));
    await moveRuns(parts, library, transaction, moves);
    return moves.length;
  });
}
