import { variablesOf } from "@mortise/expression";
import {
  addWoken,
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
import { flowEnvironment, type FlowMoment } from "../model/flow-environment.ts";
import { doneWhenOf } from "../nodes/task/done-when.ts";
import type { FlowLibrary } from "./flow-library.ts";
import { moveRuns } from "./move-runs.ts";
import { rosterOf } from "./read-roster.ts";
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
  const flows = library.underWay(batch.app, batch.entity);
  const asks = flows.some((flow) =>
    flow.document.nodes.map(doneWhenOf).some((when) => when !== undefined && flow.asksForPeople(when)),
  );
  const moment = {
    now: transaction.now,
    timeZone: parts.timeZone,
    calendar: parts.releases.calendar(),
    user: batch.actor.userId,
    roster: asks ? await rosterOf(transaction.db, batch.app, transaction.now) : undefined,
  };
  const met = flows.flatMap((flow) => metSteps(batch, flow, moment));
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
  const eventsOf = (run: string) => {
    const own = done.filter((item) => item.run === run);
    return [...Map.groupBy(own, (item) => item.token).values()].map(settledBy);
  };
  const moves = runs.map((run) => ({ run, events: eventsOf(run.id) }));
  await moveRuns(parts, library, transaction, moves);
  const moved = new Set(runs.map(({ id }) => id));
  const resting = new Set(done.flatMap(({ run }) => (moved.has(run) ? [] : [run])));
  await addWoken(
    db,
    [...resting].map((run) => ({ run, events: eventsOf(run) })),
  );
}

function metSteps(batch: ChangeBatch, flow: CompiledFlow, moment: FlowMoment): readonly MetStep[] {
  return flow.document.nodes.flatMap((node) => {
    const when = doneWhenOf(node);
    if (when === undefined) return [];
    const looksAt = new Set(variablesOf(when).map((path) => path.split(".")[0] ?? path));
    // Only a change of what the condition looks at can make it hold.
    const concerned = batch.records.filter(({ changed }) => changed.some((field) => looksAt.has(field)));
    const holds = (record: RecordChange): boolean =>
      flow.test(when, flowEnvironment(record.after, { ...moment, old: record.before }));
    return concerned
      .filter(holds)
      .map((record) => ({ flow: flow.document.id, node: node.id, record: record.id }));
  });
}

function settledBy(items: readonly WorkItemRow[]) {
  return {
    type: "settled",
    token: items[0]?.token ?? "",
    node: items[0]?.node ?? "",
    outcome: "done",
    by: items.map((item) => ({
      user: item.decided_by ?? item.assignee,
      decision: "done" as const,
      comment: null,
    })),
  } as const;
}
