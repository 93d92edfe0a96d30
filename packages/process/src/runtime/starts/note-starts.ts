import { type LocalizedText, newId } from "@mortise/kit";
import { type RunRow, writeJournal, type WriteTransaction } from "@mortise/store";
import type { CompiledFlow } from "../../model/compiled-flow.ts";

/** Keeps for the timelines of the records what started runs. */
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
