import { type LocalizedText, newId } from "@mortise/kit";
import { type RunRow, writeJournal, type WriteTransaction } from "@mortise/store";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import type { ProcessParts } from "../parts.ts";
import { type FlowStart, startRuns } from "../start-flows.ts";
import type { CompleteRecord } from "./appointments-of.ts";

/** Starts a flow for records that no change sets off, and keeps for their timelines why; answers the runs as they began. */
export async function startNoted(
  parts: ProcessParts,
  start: Omit<FlowStart, "isNew">,
  { records, why }: { readonly records: readonly CompleteRecord[]; readonly why: LocalizedText },
): Promise<readonly RunRow[]> {
  const runs = await startRuns(
    parts,
    { ...start, isNew: false },
    records.map((after) => ({ id: after.id, after, changed: [] })),
  );
  await noteStarts(start.transaction, { flow: start.flow, why }, runs);
  return runs;
}

/** Keeps for the timelines of their records why runs began. */
export async function noteStarts(
  { db, now }: WriteTransaction,
  { flow, why }: { readonly flow: CompiledFlow; readonly why: LocalizedText },
  runs: readonly RunRow[],
): Promise<void> {
  const { id, name } = flow.document;
  const decisions = runs.map((run) => ({
    id: newId(now.getTime()),
    app: run.app,
    entity: run.entity,
    record: run.record,
    run: run.id,
    flow: id,
    flow_name: name.zh || name.en,
    node: flow.document.start ?? "",
    kind: "started",
    why,
    details: [],
    at: now.toISOString(),
  }));
  await writeJournal(db, { decisions });
}
