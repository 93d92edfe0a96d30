import type { RouteOutput, workRoutes } from "@mortise/contract";
import { isId, type LocalizedText } from "@mortise/kit";
import {
  type Actor,
  lockRuns,
  noteUrge,
  readRoster,
  type RunRow,
  runsStartedBy,
  type WorkItemRow,
  workOfRuns,
} from "@mortise/store";
import { urgedLately, withdrawalRefused, workItemNotFound } from "../../errors.ts";
import { announcingSteps } from "../../model/decided.ts";
import { recordTitles } from "../record-titles.ts";
import { endedRun, saveOutcomes } from "../save-outcomes.ts";
import { type Engine, tellTurn } from "./locked-ask.ts";

type OwnRun = RouteOutput<typeof workRoutes.ownRuns>["items"][number];

const MOST_RUNS = 100;
const URGE_PAUSE_MS = 10 * 60_000;
const URGED: LocalizedText = { zh: "发起人催办，请尽快处理", en: "You are asked to decide soon" };

/** 我发起的: runs that the actor started and in which people approve, with whom they wait for. */
export async function ownRuns({ parts, library }: Engine, actor: Actor): Promise<{ items: OwnRun[] }> {
  if (actor.userId === null) return { items: [] };
  const runs = await runsStartedBy(parts.db, { account: actor.userId, limit: MOST_RUNS });
  const work = Map.groupBy(
    await workOfRuns(
      parts.db,
      runs.map((run) => run.id),
    ),
    (item) => item.run,
  );
  const titles = await recordTitles(parts, actor, runs);
  const { users } = await readRoster(parts.db, "");
  const names = new Map(users.map((user) => [user.id, user.name]));
  const items: OwnRun[] = [];
  for (const run of runs) {
    const parties = work.get(run.id) ?? [];
    const flow = await library.find(run.app, run.release, run.flow);
    const open = parties.filter((item) => item.status === "open" && item.kind === "approval");
    items.push({
      id: run.id,
      app: run.app,
      flow: flow?.document.name ?? { zh: run.flow, en: run.flow },
      entity: run.entity,
      record: run.record,
      recordTitle: titles.get(run.record) ?? "",
      status: run.status,
      startedAt: run.started_at,
      endedAt: run.ended_at,
      waitsFor: open.map((item) => names.get(item.assignee) ?? ""),
      mayWithdraw: mayWithdraw(actor, run, parties),
    });
  }
  return { items };
}

/** Whoever started a run takes it back until somebody has decided; administrators until it has ended. */
function mayWithdraw(actor: Actor, run: RunRow, items: readonly WorkItemRow[]): boolean {
  if (run.ended_at !== null) return false;
  if (actor.admin) return true;
  if (run.started_by !== actor.userId) return false;
  // What was returned to them is theirs to give up.
  if (items.some((item) => item.status === "open" && item.terms?.resubmit === true)) return true;
  const isDecided = items.some((item) => item.kind === "approval" && item.decision !== null);
  return !isDecided;
}

/** 撤回: ends a run as withdrawn, with its to-dos and timers. FLOW_WITHDRAWAL_REFUSED. */
export async function withdrawRun(
  { parts, library }: Engine,
  actor: Actor,
  { id, comment }: { readonly id: string; readonly comment: string | undefined },
): Promise<void> {
  await parts.gateway.transaction(actor, { type: "user", label: "撤回" }, async (transaction) => {
    const [run] = isId(id) ? await lockRuns(transaction.db, [id]) : [];
    const items = run ? await workOfRuns(transaction.db, [run.id]) : [];
    const flow = run && (await library.find(run.app, run.release, run.flow));
    if (!run || !flow || !mayWithdraw(actor, run, items)) throw withdrawalRefused();
    const said = comment?.trim();
    const reason = {
      zh: said ? `已撤回：${said}` : "已撤回",
      en: said ? `Withdrawn: ${said}` : "Withdrawn",
    };
    await saveOutcomes({ transaction, flow, calls: parts.calls }, [
      { run, moved: endedRun(run, "cancelled", reason) },
    ]);
    const asking = new Set(announcingSteps(flow.document).map((step) => step.id));
    const withdrawn = run.tokens.filter(({ node }) => asking.has(node));
    await parts.calls.decided(
      transaction,
      withdrawn.map(({ node }) => ({ run, node, outcome: "withdrawn" })),
    );
  });
}

/** 催办: reminds those whom a run waits for; at most every ten minutes. FLOW_URGED_LATELY. */
export async function urgeRun({ parts }: Engine, actor: Actor, id: string): Promise<void> {
  await parts.gateway.transaction(actor, { type: "user", label: "催办" }, async (transaction) => {
    const { db, now } = transaction;
    const [run] = isId(id) ? await lockRuns(db, [id]) : [];
    // Only who started it may press for it, and administrators.
    if (!run || (!actor.admin && run.started_by !== actor.userId)) throw workItemNotFound();
    const after = new Date(now.getTime() - URGE_PAUSE_MS);
    if (!(await noteUrge(db, { run: run.id, now, after }))) throw urgedLately();
    const items = await workOfRuns(db, [run.id]);
    await tellTurn(
      transaction,
      items.filter((item) => item.status === "open" && item.kind === "approval"),
      URGED,
    );
  });
}
