import { type LocalizedText, newId } from "@mortise/kit";
import {
  type ChangeBatch,
  lockLiveRuns,
  liveRunsOf,
  lockRuns,
  type RecordChange,
  type RunRow,
  tellPeople,
  withdrawTasks,
  type WriteTransaction,
} from "@mortise/store";
import { newRun } from "../model/advance.ts";
import type { CompiledFlow } from "../model/compiled-flow.ts";
import type { Values } from "../model/effect.ts";
import { matchesTrigger, triggerAsksForPeople } from "../model/match-trigger.ts";
import { type Outputs, standsAt } from "../model/run-state.ts";
import type { Roster } from "../model/roster.ts";
import type { FlowLibrary } from "./flow-library.ts";
import type { ProcessParts } from "./parts.ts";
import { finishTasks } from "./finish-tasks.ts";
import { rosterOf } from "./read-roster.ts";
import { queueKey, takeTurns } from "./queue-runs.ts";
import { moveGroup } from "./run-group.ts";
import { endedRun, saveOutcomes } from "./save-outcomes.ts";
import { stormGuard } from "./storm-guard.ts";
import { wakeWaiting } from "./wake-waiting.ts";
import { followChanges } from "./starts/follow-changes.ts";

const STARTED_AGAIN: LocalizedText = {
  zh: "重新触发，旧的运行已取消",
  en: "Started again, so this run was cancelled",
};
const RECORD_DELETED: LocalizedText = { zh: "记录已删除", en: "The record was deleted" };

/** Answers one batch of changes: starts the flows whose trigger fits, inside the same transaction. */
export async function startFlows(
  parts: ProcessParts,
  library: FlowLibrary,
  { transaction, batch }: { readonly transaction: WriteTransaction; readonly batch: ChangeBatch },
): Promise<void> {
  if (batch.type === "deleted") await cancelRunsOf({ parts, library }, transaction, batch);
  else await withdrawFromFormerOwners(transaction, batch);
  await followChanges(parts, library, { transaction, batch });
  if (batch.cause.skipFlows === true) return;
  if (batch.type === "updated") {
    await finishTasks(parts, library, { transaction, batch });
    await wakeWaiting(parts, library, { transaction, batch });
  }
  const { release, flows } = library.enabled(batch.app, batch.entity);
  const asked = flows.some(triggerAsksForPeople)
    ? await rosterOf(transaction.db, batch.app, transaction.now)
    : undefined;
  const started = flows
    .map((flow) => ({ flow, records: matching(parts, { transaction, batch, roster: asked }, flow) }))
    .filter(({ records }) => records.length > 0);
  if (started.length === 0) return;
  const count = started.reduce((sum, { records }) => sum + records.length, 0);
  if (batch.cause.type === "flow") stormGuard(transaction.db).setOff(count);
  const roster = asked ?? (await rosterOf(transaction.db, batch.app, transaction.now));
  const { app } = batch;
  const startedBy = starterOf(batch);
  const keepsOwner = batch.cause.keepsOwner === true;
  for (const { flow, records } of started)
    await startRuns(
      parts,
      { transaction, app, startedBy, flow, release, roster, isNew: batch.type === "created", keepsOwner },
      records,
    );
}

/** A flow about to start within a write. */
export interface FlowStart {
  readonly transaction: WriteTransaction;
  readonly app: string;
  /** Who set it off; null for systems and visitors. */
  readonly startedBy: string | null;
  readonly flow: CompiledFlow;
  readonly release: number;
  readonly roster: Roster;
  /** New records have no runs. */
  readonly isNew: boolean;
  /** Whatever sets it off has chosen the owner. */
  readonly keepsOwner?: boolean;
}

/** A record for which a flow starts, with its complete and unmasked values. */
export interface StartingRecord extends Pick<RecordChange, "id" | "after" | "before" | "changed"> {
  /** Of a run that the outcome of another run's approval has set off: where that began, and how many have led to this one. */
  readonly led?: { readonly root: string; readonly depth: number };
  /** Of a run that another one calls: its id, what it is handed, and where the calls began. */
  readonly call?: {
    readonly id: string;
    readonly inputs: Outputs;
    readonly root: string;
    readonly depth: number;
  };
}

/** Starts a flow for records, as far as runs that are under way for them let it; answers the runs as they began. */
export async function startRuns(
  parts: ProcessParts,
  start: FlowStart,
  records: readonly StartingRecord[],
): Promise<readonly RunRow[]> {
  const { transaction, flow, roster } = start;
  const admitted = await admit(parts, start, records);
  const runs = admitted.map((record) => newRow(start, record));
  const moves = (await takeTurns(transaction.db, runs)).map((run) => ({
    run,
    events: [{ type: "start" }] as const,
  }));
  // They are complete, so nothing is read again for the first steps.
  const known = new Map(admitted.map((record) => [record.id, record.after] as const));
  await moveGroup({
    transaction,
    flow,
    moves,
    roster,
    timeZone: parts.timeZone,
    calendar: parts.releases.calendar(),
    calls: parts.calls,
    records: known,
  });
  return runs;
}

/** Whoever no longer owns a record has nothing to do for it any more. */
async function withdrawFromFormerOwners(transaction: WriteTransaction, batch: ChangeBatch): Promise<void> {
  const left = batch.records.flatMap(({ id, before, changed }) => {
    const owner = before?.["owner"];
    return changed.includes("owner") && typeof owner === "string" ? [{ record: id, owner }] : [];
  });
  if (left.length === 0) return;
  await tellPeople(transaction.db, "work-items", await withdrawTasks(transaction.db, batch, left));
}

function matching(
  parts: ProcessParts,
  {
    transaction,
    batch,
    roster,
  }: {
    readonly transaction: WriteTransaction;
    readonly batch: ChangeBatch;
    readonly roster: Roster | undefined;
  },
  flow: CompiledFlow,
): readonly RecordChange[] {
  const context = {
    now: transaction.now,
    timeZone: parts.timeZone,
    calendar: parts.releases.calendar(),
    user: batch.actor.userId,
    roster,
  };
  const form = batch.cause.type === "public-form" && batch.cause.id ? { form: batch.cause.id } : {};
  return batch.records.filter((record) =>
    matchesTrigger(flow, { type: batch.type, ...record, ...form }, context),
  );
}

function newRow(
  { transaction, app, startedBy, flow, release, keepsOwner = false }: FlowStart,
  record: StartingRecord,
): RunRow {
  const { entity } = flow.document;
  const state = newRun(flow, { entity, record: record.id, startedBy });
  const { call } = record;
  const { root = null, depth = 0 } = call ?? record.led ?? {};
  return {
    id: call?.id ?? newId(transaction.now.getTime()),
    app,
    flow: flow.document.id,
    release,
    entity,
    record: record.id,
    status: "running",
    node: standsAt(state),
    tokens: state.tokens,
    blocks: state.blocks,
    serial: state.serial,
    steps: 0,
    approvals: null,
    outputs: call && Object.keys(call.inputs).length > 0 ? call.inputs : null,
    started_by: startedBy,
    keeps_owner: keepsOwner,
    old: record.before ? oldValues(record.before, record.changed) : null,
    error: null,
    started_at: transaction.now.toISOString(),
    ended_at: null,
    queue_key: queueKey(flow, record),
    queued: false,
    root,
    depth,
  };
}

/** Who set a change off: whoever made it, or who started the flow that made it. */
function starterOf({ actor, cause }: ChangeBatch): string | null {
  const starter = cause.type === "flow" ? cause.details?.["startedBy"] : undefined;
  return typeof starter === "string" ? starter : actor.userId;
}

/** The former values of what changed; unchanged fields are the same in the record. */
function oldValues(before: Values, changed: readonly string[]): Values {
  return Object.fromEntries(changed.map((field) => [field, before[field] ?? null]));
}

/** Which records may start, given runs of the flow that are still under way for them. */
async function admit(
  { calls }: ProcessParts,
  { transaction, flow, app, isNew }: FlowStart,
  records: readonly StartingRecord[],
): Promise<readonly StartingRecord[]> {
  const { again } = flow.document;
  if (again === "parallel" || again === "queue" || isNew) return records;
  const key = { app, flow: flow.document.id };
  const live = await lockLiveRuns(
    transaction.db,
    key,
    records.map((record) => record.id),
  );
  if (live.length === 0) return records;
  if (again === "ignore") {
    const busy = new Set(live.map((run) => run.record));
    return records.filter((record) => !busy.has(record.id));
  }
  await saveOutcomes(
    { transaction, flow, calls },
    live.map((run) => ({ run, moved: endedRun(run, "cancelled", STARTED_AGAIN) })),
  );
  return records;
}

/** Those of some records for which a flow is under way; their runs are locked. */
export async function busyRecords(
  { db }: WriteTransaction,
  { app, flow }: { readonly app: string; readonly flow: CompiledFlow },
  records: readonly string[],
): Promise<readonly string[]> {
  const live = await lockLiveRuns(db, { app, flow: flow.document.id }, records);
  return live.map((run) => run.record);
}

/** Deleted records take their runs, timers and open work with them. */
async function cancelRunsOf(
  { parts, library }: { readonly parts: ProcessParts; readonly library: FlowLibrary },
  transaction: WriteTransaction,
  batch: ChangeBatch,
): Promise<void> {
  const ids = await liveRunsOf(
    transaction.db,
    batch.records.map((record) => record.id),
  );
  const runs = await lockRuns(transaction.db, ids);
  for (const [key, group] of Map.groupBy(runs, (run) => `${run.release} ${run.flow}`)) {
    const [release = "", name = ""] = key.split(" ");
    const flow = await library.find(batch.app, Number(release), name);
    if (flow)
      await saveOutcomes(
        { transaction, flow, calls: parts.calls },
        group.map((run) => ({ run, moved: endedRun(run, "cancelled", RECORD_DELETED) })),
      );
  }
}
