import { ringTimers, type WriteTransaction } from "@mortise/store";
import { Settings } from "../../model/settings.ts";
import { findNode } from "../../nodes/index.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";

/** Somebody is back: runs that wait at a step until people can take something look again at once. */
export async function ringWaiting(
  { releases }: ProcessParts,
  library: FlowLibrary,
  { db, now }: WriteTransaction,
): Promise<void> {
  for (const app of releases.apps())
    for (const { document } of library.allEnabled(app)) {
      const nodes = document.nodes.filter(({ type, settings }) =>
        findNode(type)?.waitsForPeople?.(new Settings(settings)),
      );
      if (nodes.length > 0)
        await ringTimers(db, { app, flow: document.id, nodes: nodes.map(({ id }) => id) }, now);
    }
}
