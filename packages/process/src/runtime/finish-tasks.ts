import { recordEnvironment, variablesOf } from "@mortise/expression";
import {
  type ChangeBatch,
  finishWork,
  lockRuns,
  openTasks,
  type RecordChange,
  tellPeople,
  type WorkItemRow,
  type WriteTransaction,
} from "@mortise/store";
import type { CompiledFlow } from "../model/compiled-flow.ts";
import { doneWhenOf } from "../nodes/task/done-when.ts";
import type { FlowLibrary } from "./flow-library.ts";
import { moveRuns } from "./move-runs.ts";
import type { ProcessParts } from "./parts.ts";

/** A task step whose condition a record meets with this change. */
interface MetStep {
  readonly flow: string;
  readonly node: string;
  readonly record: string;
}

/**
 * Finishes open tasks whose step says “done when …”, for records that meet it with this change: whoever made the change
 * is who did the task. Runs that waited for it go on.
 */
export async function finishTasks(
  parts: ProcessParts,
  library: FlowLibrary,
  { transaction, batch }: { readonly transaction: WriteTransaction; readonly batch: ChangeBatch },
): Promise<void> {
  const { flows } = library.enabled(batch.app, batch.entity);
  const met = flows.flatMap((flow) => metSteps(parts, { transaction, batch }, flow));
  if (met.length === 0) return;
  const { db, now } = transaction;
  const open = await openTasks(db, batch, met);
  if (open.length === 0) return;
  // Runs before items, as whoever decides does: two of them never wait for each other in a circle.
  const runs = await lockRuns(
    db,
    open.map((item) => item.run),
  );
  const done = await finishWork(db, { items: open, by: batch.actor.userId, at: now.toISOString() });
  await tellPeople(
    db,
    "work-items",
    done.map((item) => item.assignee),
  );
  const moves = runs.flatMap((run) => {
    const own = done.filter((item) => item.run === run.id && item.node === run.node);
    return own.length > 0 ? [{ run, event: settledBy(own) }] : [];
  });
  await moveRuns(parts, library, transaction, moves);
}

function metSteps(
  parts: ProcessParts,
  { transaction, batch }: { readonly transaction: WriteTransaction; readonly batch: ChangeBatch },
  flow: CompiledFlow,
): readonly MetStep[] {
  return flow.document.nodes.flatMap((node) => {
    const when = doneWhenOf(node);
    if (when === undefined) return [];
    const looksAt = new Set(variablesOf(when).map((path) => path.split(".")[0] ?? path));
    // Only a change of what the condition looks at can make it hold.
    const concerned = batch.records.filter(({ changed }) => changed.some((field) => looksAt.has(field)));
    const holds = (record: RecordChange): boolean =>
      flow.test(
        when,
        recordEnvironment(record.after, {
          now: transaction.now,
          timeZone: parts.timeZone,
          ...(batch.actor.userId === null ? {} : { user: batch.actor.userId }),
          ...(record.before ? { old: record.before } : {}),
        }),
      );
    return concerned
      .filter(holds)
      .map((record) => ({ flow: flow.document.id, node: node.id, record: record.id }));
  });
}

function settledBy(items: readonly WorkItemRow[]) {
  return {
    type: "settled",
    node: items[0]?.node ?? "",
    outcome: "done",
    by: items.map((item) => ({
      user: item.decided_by ?? item.assignee,
      decision: "done" as const,
      comment: null,
    })),
  } as const;
}
