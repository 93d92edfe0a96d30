import { type ChangeBatch, lockLiveRuns, type WriteTransaction } from "@mortise/store";
import type { CompiledFlow } from "../model/compiled-flow.ts";
import { Settings } from "../model/settings.ts";
import { findNode } from "../nodes/index.ts";
import type { FlowLibrary } from "./flow-library.ts";
import { moveRuns } from "./move-runs.ts";
import type { ProcessParts } from "./parts.ts";

/** Wakes runs that wait at a step which watches what has changed about their record; the step looks whether it goes on. */
export async function wakeWaiting(
  parts: ProcessParts,
  library: FlowLibrary,
  { transaction, batch }: { readonly transaction: WriteTransaction; readonly batch: ChangeBatch },
): Promise<void> {
  for (const flow of library.underWay(batch.app, batch.entity)) {
    const watching = watchingSteps(flow);
    if (watching.size === 0) continue;
    const watched = new Set([...watching.values()].flat());
    const records = batch.records.filter(({ changed }) => changed.some((field) => watched.has(field)));
    if (records.length === 0) continue;
    const changedOf = new Map(records.map(({ id, changed }) => [id, changed] as const));
    const runs = await lockLiveRuns(
      transaction.db,
      { app: batch.app, flow: flow.document.id },
      records.map(({ id }) => id),
    );
    const moves = runs.flatMap((run) => {
      const changed = changedOf.get(run.record) ?? [];
      const events = run.tokens
        .filter(({ node }) => watching.get(node)?.some((field) => changed.includes(field)))
        .map(({ id, node }) => ({ type: "changed", token: id, node }) as const);
      return events.length > 0 ? [{ run, events }] : [];
    });
    if (moves.length > 0) await moveRuns(parts, library, transaction, moves);
  }
}

const known = new WeakMap<CompiledFlow, ReadonlyMap<string, readonly string[]>>();

/** The fields that steps of a flow watch while they wait, by step. */
function watchingSteps(flow: CompiledFlow): ReadonlyMap<string, readonly string[]> {
  const found = known.get(flow);
  if (found) return found;
  const made = new Map(
    flow.document.nodes.flatMap((node) => {
      const fields = findNode(node.type)?.watches?.(new Settings(node.settings)) ?? [];
      return fields.length > 0 ? [[node.id, fields] as const] : [];
    }),
  );
  known.set(flow, made);
  return made;
}
