import type { RouteInput, RouteOutput, runRoutes } from "@mortise/contract";
import type { LocalizedText } from "@mortise/kit";
import {
  type Actor,
  accountNames,
  countFailed,
  freeTimers,
  type FailedRun,
  lockRunsToMend,
  moveToRelease,
  type WriteTransaction,
} from "@mortise/store";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import type { FlowEvent } from "../../model/run-state.ts";
import { findNode } from "../../nodes/index.ts";
import type { Engine } from "../asks/locked-ask.ts";
import { rosterOf } from "../read-roster.ts";
import { recordTitles } from "../record-titles.ts";
import { moveGroup } from "../run-group.ts";
import { endedRun, saveOutcomes } from "../save-outcomes.ts";
import { requireRunRight } from "./run-rights.ts";

type Mending = RouteInput<typeof runRoutes.mendRuns>["body"];
type Mended = RouteOutput<typeof runRoutes.mendRuns>;

const START: FlowEvent = { type: "start" };

/** A run that can go on, with the flow that it goes on with. */
interface ReadyRun {
  readonly run: FailedRun;
  readonly flow: CompiledFlow;
}

/**
 * Sets failed runs going again from where they stood, over the step that failed when it is to be skipped, or ends runs.
 * With `current` they go on with the flow as it is now. Only runs about records that the actor may read are touched.
 * FLOW_RUNS_FORBIDDEN for who may not mend runs.
 */
export async function mendRuns(
  engine: Engine,
  actor: Actor,
  app: string,
  { ids, action, current = false }: Mending,
): Promise<Mended> {
  const { parts } = engine;
  requireRunRight(actor, app, "mend", parts);
  return parts.gateway.transaction(actor, { type: "user", label: "处理流程运行" }, async (transaction) => {
    const { db } = transaction;
    const locked = await lockRunsToMend(db, { app, ids, alsoLive: action !== "retry" });
    const titles = await recordTitles(parts, actor, locked);
    const ready = await readyRuns(engine, app, {
      runs: locked.filter(({ record }) => titles.has(record)),
      current: current && action !== "abort",
      isSkipping: action === "skip",
    });
    if (action === "abort") await abort(parts, transaction, { actor, ready });
    else await goOn(engine, transaction, { app, ready, isSkipping: action === "skip" });
    const failed =
      action === "abort"
        ? 0
        : await countFailed(
            db,
            ready.map(({ run }) => run.id),
          );
    return { mended: ready.length - failed, failed, left: new Set(ids).size - ready.length };
  });
}

/** Runs whose flow has the steps at which they stand. */
async function readyRuns(
  { parts, library }: Engine,
  app: string,
  {
    runs,
    current,
    isSkipping,
  }: { readonly runs: readonly FailedRun[]; readonly current: boolean; readonly isSkipping: boolean },
): Promise<readonly ReadyRun[]> {
  const { number } = parts.releases.current(app);
  const ready: ReadyRun[] = [];
  for (const run of runs) {
    const release = current ? number : run.release;
    const flow = await library.find(app, release, run.flow);
    const isMendable = run.status === "failed" || !isSkipping || waitsForCalls(flow, run);
    if (flow && isMendable && run.tokens.every(({ node }) => flow.node(node)))
      ready.push({ run: { ...run, release }, flow });
  }
  return ready;
}

/** Of runs under way only calls are left out: what they wait for ends, and nobody's word is passed over. */
function waitsForCalls(flow: CompiledFlow | undefined, { node }: FailedRun): boolean {
  return node !== null && findNode(flow?.node(node)?.type ?? "")?.calls !== undefined;
}

/** What a run goes on by: what had woken it when it failed; one under way, whose step is left out, by that step. */
function eventsOf({ status, woken_by, tokens, node: at }: FailedRun): readonly FlowEvent[] {
  // Kept from the events of the movement that failed.
  if (status === "failed") return (woken_by ?? [START]) as readonly FlowEvent[];
  return tokens
    .filter(({ node }) => node === at)
    .map(({ id, node }) => ({ type: "go-on", token: id, node, event: START }));
}

async function goOn(
  { parts }: Engine,
  transaction: WriteTransaction,
  {
    app,
    ready,
    isSkipping,
  }: { readonly app: string; readonly ready: readonly ReadyRun[]; readonly isSkipping: boolean },
): Promise<void> {
  const roster = await rosterOf(transaction.db, app, transaction.now);
  for (const [flow, group] of Map.groupBy(ready, (one) => one.flow)) {
    const ids = group.map(({ run }) => run.id);
    await moveToRelease(transaction.db, ids, group[0]?.run.release ?? 0);
    await freeTimers(transaction.db, ids);
    const moves = group.map(({ run }) => {
      const { woken_by: _woken, ...row } = run;
      return {
        run: { ...row, status: "running" as const, error: null, ended_at: null },
        events: eventsOf(run),
        ...(isSkipping && run.node !== null ? { skips: [run.node] } : {}),
      };
    });
    const { timeZone } = parts;
    const calendar = parts.releases.calendar();
    const { calls } = parts;
    await moveGroup({ transaction, flow, moves, roster, timeZone, calendar, calls, records: new Map() });
  }
}

async function abort(
  { calls }: Engine["parts"],
  transaction: WriteTransaction,
  { actor, ready }: { readonly actor: Actor; readonly ready: readonly ReadyRun[] },
): Promise<void> {
  const names =
    actor.userId === null ? new Map<string, string>() : await accountNames(transaction.db, [actor.userId]);
  const who = (actor.userId !== null && names.get(actor.userId)) || "";
  const reason: LocalizedText = { zh: `由${who || "系统"}中止`, en: `Ended by ${who || "the system"}` };
  for (const [flow, group] of Map.groupBy(ready, (one) => one.flow))
    await saveOutcomes(
      { transaction, flow, calls },
      group.map(({ run: { woken_by: _woken, ...run } }) => ({
        run,
        moved: endedRun(run, "cancelled", reason),
      })),
    );
}
