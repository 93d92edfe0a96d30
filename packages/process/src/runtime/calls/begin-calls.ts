import type { LocalizedText } from "@mortise/kit";
import { addCalls, type CallRow, countRunsSince, lockRoots, type WriteTransaction } from "@mortise/store";
import { MOST_DEPTH, MOST_RUNS, TOO_DEEP, TOO_MANY_RUNS } from "../../model/calls/call-limits.ts";
import { INPUT } from "../../model/calls/call-signature.ts";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";
import { type StartingRecord, startRuns } from "../start-flows.ts";
import { noteStarts } from "../starts/note-starts.ts";
import { admitCalls, type Admitted, type Refused } from "./admit-calls.ts";
import type { AskedCall } from "./call-port.ts";

/** Begins the runs that are called, flow by flow; answers the callers that have something to hear at once: refusals, and that a run has begun for which nobody waits. */
export async function beginCalls(
  parts: ProcessParts,
  library: FlowLibrary,
  transaction: WriteTransaction,
  calls: readonly AskedCall[],
): Promise<ReadonlySet<string>> {
  const callers = new Set<string>();
  const { refused: beyond, within } = await withinLimits(transaction, calls);
  await keepRefused(transaction, beyond, callers);
  for (const group of Map.groupBy(within, keyOf).values())
    await beginGroup({ parts, library, transaction, callers }, group);
  return callers;
}

/** Runs that begin together: of one flow, set off by one person. */
function keyOf({ run, call }: AskedCall): string {
  return `${run.app} ${call.flow} ${call.entity} ${run.started_by ?? ""} ${String(run.keeps_owner)}`;
}

interface Beginning {
  readonly parts: ProcessParts;
  readonly library: FlowLibrary;
  readonly transaction: WriteTransaction;
  /** Those who have something to hear. */
  readonly callers: Set<string>;
}

async function beginGroup(beginning: Beginning, calls: readonly AskedCall[]): Promise<void> {
  const { parts, library, transaction, callers } = beginning;
  const [first] = calls;
  if (!first) return;
  const { app, started_by: startedBy, keeps_owner: keepsOwner } = first.run;
  const found = findCalled(parts, library, first);
  if ("problem" in found)
    return keepRefused(
      transaction,
      calls.map((asked) => ({ asked, problem: found.problem })),
      callers,
    );
  const { flow, release } = found;
  const { admitted, refused } = await admitCalls(transaction, { app, flow }, calls);
  await keepRefused(transaction, refused, callers);
  if (admitted.length === 0) return;
  await addCalls(
    transaction.db,
    admitted.map(({ asked }) => rowOf(asked, null)),
  );
  for (const { asked } of admitted) if (asked.call.waits === undefined) callers.add(asked.run.id);
  const roster = await rosterOf(transaction.db, app, transaction.now);
  const start = { transaction, app, startedBy, flow, release, roster, isNew: false, keepsOwner };
  const runs = await startRuns(parts, start, admitted.map(startingRecord));
  const names = [...new Set(admitted.map(({ asked }) => asked.run.flow))];
  const { catalog } = parts.releases.current(app);
  const caller = (names.length === 1 && catalog.find("flow", names[0] ?? "")?.name) || undefined;
  const why = caller
    ? { zh: `由流程“${caller.zh}”调用`, en: `Called by “${caller.en || caller.zh}”` }
    : { zh: "由其他流程调用", en: "Called by another flow" };
  await noteStarts(transaction, { flow, why }, runs);
}

/** The flow as it is now, or why it cannot be called. */
function findCalled(
  parts: ProcessParts,
  library: FlowLibrary,
  { run, call }: AskedCall,
): { readonly flow: CompiledFlow; readonly release: number } | { readonly problem: LocalizedText } {
  const { catalog, number: release } = parts.releases.current(run.app);
  const document = catalog.find("flow", call.flow);
  if (!document) return { problem: { zh: "要调用的流程已被删除", en: "The flow to be called was deleted" } };
  const { zh, en } = document.name;
  if (!document.enabled)
    return { problem: { zh: `流程“${zh}”已暂停或没有启用`, en: `“${en || zh}” is paused or switched off` } };
  if (document.start === undefined)
    return { problem: { zh: `流程“${zh}”还没有步骤`, en: `“${en || zh}” has no steps yet` } };
  return { flow: library.compile(document, catalog), release };
}

function startingRecord({ asked: { run, call }, record }: Admitted): StartingRecord {
  const inputs = Object.fromEntries(call.inputs.map(({ id, value }) => [`${INPUT}.${id}`, value]));
  return {
    id: record.id,
    after: record,
    changed: [],
    call: { id: call.id, inputs, root: run.root ?? run.id, depth: run.depth + 1 },
  };
}

/** Keeps calls that begin nothing, with why; their callers hear it. */
async function keepRefused(
  { db }: WriteTransaction,
  refused: readonly Refused[],
  callers: Set<string>,
): Promise<void> {
  await addCalls(
    db,
    refused.map(({ asked, problem }) => rowOf(asked, problem)),
  );
  for (const { asked } of refused) callers.add(asked.run.id);
}

/** A call that begins, or with why it does not. Who does not wait for the end hears at once that it has begun. */
function rowOf({ run, call }: AskedCall, problem: LocalizedText | null): CallRow {
  const { id, token, node, record, waits = null } = call;
  const base = { run: id, caller: run.id, token, node, record };
  if (problem) return { ...base, waits, tells: true, answer: { ok: false, problem, isRefused: true } };
  if (waits === null) return { ...base, waits, tells: true, answer: { ok: true, outputs: {} } };
  return { ...base, waits, tells: false, answer: null };
}

/** Calls that lead too deep, or would begin too many runs since one run, are refused. */
async function withinLimits(
  { db }: WriteTransaction,
  calls: readonly AskedCall[],
): Promise<{ readonly within: readonly AskedCall[]; readonly refused: readonly Refused[] }> {
  const isDeep = ({ run }: AskedCall): boolean => run.depth >= MOST_DEPTH;
  const refused: Refused[] = calls.filter(isDeep).map((asked) => ({ asked, problem: TOO_DEEP }));
  const within: AskedCall[] = [];
  const shallow = calls.filter((asked) => !isDeep(asked));
  const ofRoot = Map.groupBy(shallow, ({ run }) => run.root ?? run.id);
  const begun = new Map(await countRunsSince(db, [...ofRoot.keys()], MOST_RUNS));
  // Where nothing was begun yet, only the root itself calls, and it is ours. Otherwise others may begin runs at this moment.
  const shared = [...ofRoot.keys()].filter((root) => (begun.get(root) ?? 0) > 0);
  if (shared.length > 0) {
    await lockRoots(db, shared);
    for (const [root, n] of await countRunsSince(db, shared, MOST_RUNS)) begun.set(root, n);
  }
  for (const [root, group] of ofRoot) {
    const left = Math.max(0, MOST_RUNS - (begun.get(root) ?? 0));
    within.push(...group.slice(0, left));
    refused.push(...group.slice(left).map((asked) => ({ asked, problem: TOO_MANY_RUNS })));
  }
  return { within, refused };
}
