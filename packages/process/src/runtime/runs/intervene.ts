import type { RouteInput, runRoutes } from "@mortise/contract";
import { isId, type LocalizedText, newId } from "@mortise/kit";
import {
  type Actor,
  accountNames,
  type FailedRun,
  freeTimers,
  lockRunsToMend,
  writeJournal,
  type WriteTransaction,
} from "@mortise/store";
import { interventionRefused, reasonRequired, runNotFound } from "../../errors.ts";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import { jumpTargets } from "../../model/jump-targets.ts";
import type { Engine } from "../asks/locked-ask.ts";
import { moveRuns } from "../move-runs.ts";
import { recordTitles } from "../record-titles.ts";
import { endedRun, saveOutcomes } from "../save-outcomes.ts";
import { requireRunRight } from "./run-rights.ts";
import { nodeName } from "./view-runs.ts";

/** How somebody in charge steps in. */
export type Intervention = RouteInput<typeof runRoutes.interveneRun>["body"] & { readonly id: string };

const NO_REASON: LocalizedText = { zh: "请写明原因", en: "Please give the reason" };

/**
 * 干预: sends a run that is under way or has failed to another step, or ends it; the reason stands in its trail and on the
 * record. Whatever it waited for is taken back. FLOW_INTERVENTION_REFUSED for runs that have ended and for steps inside of
 * blocks, FLOW_RUN_NOT_FOUND for who may not see the record, FLOW_RUNS_FORBIDDEN for who may not mend runs.
 */
export async function interveneRun(
  engine: Engine,
  actor: Actor,
  app: string,
  { id, action, node, comment }: Intervention,
): Promise<void> {
  const { parts, library } = engine;
  requireRunRight(actor, app, "mend", parts);
  const said = comment.trim();
  if (said === "") throw reasonRequired({}, { details: [{ path: "comment", message: NO_REASON }] });
  await parts.gateway.transaction(actor, { type: "user", label: "干预流程" }, async (transaction) => {
    const ids = isId(id) ? [id] : [];
    const [run] = await lockRunsToMend(transaction.db, { app, ids, alsoLive: true });
    if (!run || run.queued) throw interventionRefused();
    if (!(await recordTitles(parts, actor, [run])).has(run.record)) throw runNotFound();
    const flow = await library.find(app, run.release, run.flow);
    if (!flow) throw interventionRefused();
    const who = await nameOf(transaction, actor);
    if (action === "end") return end(engine, transaction, { run, flow, who, said });
    const target = jumpTargets(flow.document).find((step) => step.id === node);
    if (!target) throw interventionRefused();
    const to = nodeName(flow.document, target.id);
    const why = {
      zh: `${who}干预，转到“${to.zh}”：${said}`,
      en: `${who} stepped in and sent it to “${to.en}”: ${said}`,
    };
    await freeTimers(transaction.db, [run.id]);
    const moved = { ...rowOf(run), status: "running" as const, error: null, ended_at: null };
    await moveRuns(parts, library, transaction, [
      { run: moved, events: [{ type: "jump", to: target.id, why }] },
    ]);
  });
}

/** The run as a row: without what it was to go on by. */
function rowOf({ woken_by: _woken, ...row }: FailedRun): Omit<FailedRun, "woken_by"> {
  return row;
}

async function nameOf({ db }: WriteTransaction, { userId }: Actor): Promise<string> {
  if (userId === null) return "系统";
  return (await accountNames(db, [userId])).get(userId) ?? "";
}

async function end(
  { parts }: Engine,
  transaction: WriteTransaction,
  {
    run,
    flow,
    who,
    said,
  }: {
    readonly run: FailedRun;
    readonly flow: CompiledFlow;
    readonly who: string;
    readonly said: string;
  },
): Promise<void> {
  const why = { zh: `${who}干预，结束流程：${said}`, en: `${who} stepped in and ended it: ${said}` };
  await saveOutcomes({ transaction, flow, calls: parts.calls }, [
    { run: rowOf(run), moved: endedRun(rowOf(run), "cancelled", why) },
  ]);
  const { app, entity, record, flow: name } = run;
  const at = transaction.now;
  const row = { id: newId(at.getTime()), app, entity, record, run: run.id, flow: name, at: at.toISOString() };
  const { zh, en } = flow.document.name;
  const decision = { ...row, flow_name: zh || en, node: run.node ?? "", kind: "intervene", why, details: [] };
  await writeJournal(transaction.db, { decisions: [decision] });
}
