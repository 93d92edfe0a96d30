import type { WriteTransaction } from "@mortise/store";
import type { FlowLibrary } from "./flow-library.ts";
import type { ProcessParts } from "./parts.ts";
import { rosterOf } from "./read-roster.ts";
import { moveGroup, type RunMove } from "./run-group.ts";

/** Moves runs of any flows, each flow of each release at once; every run stays on the release it started under. */
export async function moveRuns(
  parts: ProcessParts,
  library: FlowLibrary,
  transaction: WriteTransaction,
  moves: readonly RunMove[],
): Promise<void> {
  for (const [app, ofApp] of Map.groupBy(moves, ({ run }) => run.app)) {
    const roster = await rosterOf(transaction.db, app, transaction.now);
    for (const group of Map.groupBy(ofApp, ({ run }) => `${run.release} ${run.flow}`).values()) {
      const [first] = group;
      const flow = first && (await library.find(app, first.run.release, first.run.flow));
      if (flow)
        await moveGroup({
          transaction,
          flow,
          moves: group,
          roster,
          timeZone: parts.timeZone,
          calendar: parts.releases.calendar(),
          calls: parts.calls,
          records: new Map(),
        });
    }
  }
}
