import { canonicalJson } from "@mortise/kit";
import { WHOLE_FLOW } from "@mortise/metadata";
import { callNext, type JournalDb, lockQueues, type RunRow, writeJournal } from "@mortise/store";
import type { CompiledFlow } from "../model/compiled-flow.ts";
import type { Values } from "../model/effect.ts";

/** What a run has in common with those that it waits for; null when it waits for none: an empty value is nothing in common. */
export function queueKey(
  { document }: CompiledFlow,
  record: { readonly id: string; readonly after: Values },
): string | null {
  if (document.again !== "queue") return null;
  const { queueBy } = document;
  if (queueBy === undefined) return record.id;
  if (queueBy === WHOLE_FLOW) return WHOLE_FLOW;
  const value = record.after[queueBy] ?? null;
  return value === null ? null : canonicalJson(value);
}

/** Puts runs that have to wait into their queues, and answers those that may begin at once, in their order. */
export async function takeTurns(db: JournalDb, runs: readonly RunRow[]): Promise<readonly RunRow[]> {
  const keys = runs.flatMap((run) => run.queue_key ?? []);
  const [first] = runs;
  if (!first || keys.length === 0) return runs;
  const busy = new Set(await lockQueues(db, { app: first.app, flow: first.flow, keys }));
  const starting: RunRow[] = [];
  const waiting: RunRow[] = [];
  for (const run of runs) {
    const waits = run.queue_key !== null && busy.has(run.queue_key);
    if (waits) waiting.push({ ...run, status: "waiting", queued: true });
    else starting.push(run);
    if (run.queue_key !== null) busy.add(run.queue_key);
  }
  if (waiting.length > 0) await writeJournal(db, { runs: waiting });
  return starting;
}

/** Runs have ended: those that waited for them may begin. */
export async function passTurns(db: JournalDb, ended: readonly RunRow[], now: Date): Promise<void> {
  const [first] = ended;
  const keys = ended.flatMap((run) => run.queue_key ?? []);
  if (first && keys.length > 0) await callNext(db, { app: first.app, flow: first.flow, keys }, now);
}
