import {
  type Actor,
  cancelWorkOfWays,
  changeWorkItems,
  dropTimersOf,
  type JournalEntries,
  readRoster,
  reopenWorkItem,
  type RunRow,
  stepsOf,
  tellPeople,
  type TokenRow,
  type WorkItemRow,
  workOfRuns,
  writeJournal,
} from "@mortise/store";
import { newId } from "@mortise/kit";
import { recallRefused } from "../../errors.ts";
import { mayGoBack, recalled } from "../../model/recall.ts";
import { findNode } from "../../nodes/index.ts";
import { type Engine, type LockedAsk, partOf, withAsk } from "./locked-ask.ts";

const RECALLED = { zh: "撤回了审批意见", en: "took their word back" };

/**
 * 撤回: takes one's own last word back while nobody after it has dealt with it. Where the approval was settled by it, the run
 * goes back to the step, over nothing but steps that leave no trace. FLOW_RECALL_REFUSED.
 */
export async function recallWord(engine: Engine, actor: Actor, id: string): Promise<WorkItemRow> {
  const check = (item: WorkItemRow): void => {
    const isOwn = item.decided_by !== null && item.decided_by === actor.userId;
    if (!isOwn || item.kind !== "approval" || item.status !== "done") throw recallRefused();
  };
  return withAsk(engine, { actor, id }, check, async (ask) => {
    const { transaction, item, items, run } = ask;
    const parts = recalled(item.mode, items.map(partOf), item.id);
    if (!run || !parts) throw recallRefused();
    const token = run.tokens.find((way) => way.id === item.token);
    if (!token) throw recallRefused();
    // Other ways of the run are not touched by it.
    const isThere = token.node === item.node;
    if (isThere && isAskedAnew(await workOfRuns(transaction.db, [run.id]), item)) throw recallRefused();
    const entries = isThere ? {} : await goBack(engine, ask, { run, token });
    await reopenWorkItem(transaction.db, item.id);
    await changeWorkItems(
      transaction.db,
      parts.map(({ id: part, status, waitsFor }) => ({ id: part, status, waits_for: waitsFor })),
    );
    await writeJournal(transaction.db, {
      ...entries,
      decisions: [await trailEntry(engine, ask, run, actor)],
    });
    return { ...item, status: "open", decision: null, comment: null, decided_by: null, decided_at: null };
  });
}

/** The way stands at the step, but for another round of it: its people have been asked again since. */
function isAskedAnew(work: readonly WorkItemRow[], item: WorkItemRow): boolean {
  return work.some(
    (other) =>
      other.token === item.token &&
      other.ask !== item.ask &&
      other.created_at >= (item.decided_at ?? item.created_at) &&
      (other.status === "open" || other.status === "later"),
  );
}

/** Takes the way back to the step: what it asks for now is taken back, unless somebody has dealt with it. */
async function goBack(
  { library }: Engine,
  { transaction, item }: LockedAsk,
  { run, token }: { readonly run: RunRow; readonly token: TokenRow },
): Promise<JournalEntries> {
  const { db, now } = transaction;
  const flow = await library.find(run.app, run.release, run.flow);
  const steps = (await stepsOf(db, run.id)).map(({ node, exit, type }) => ({
    node,
    exit,
    isTraceless: findNode(type)?.isTraceless === true,
  }));
  if (!flow?.node(item.node) || !mayGoBack(steps, item.node, token)) throw recallRefused();
  const asked = (await workOfRuns(db, [run.id])).filter(
    ({ token: way, node, ask }) => way === token.id && node === token.node && ask !== item.ask,
  );
  const latest = asked.at(-1)?.ask;
  const touched = asked.filter(({ ask }) => ask === latest);
  if (touched.some(({ decision, origin }) => decision !== null || origin !== null)) throw recallRefused();
  const way = { run: run.id, token: token.id };
  await dropTimersOf(db, [way]);
  await tellPeople(db, "work-items", await cancelWorkOfWays(db, [way]));
  const { data: _data, ...place } = token;
  const due = item.due_at;
  const data = due === null ? {} : { data: { due, assignees: [item.on_behalf_of ?? item.assignee] } };
  const back: TokenRow = { ...place, node: item.node, ...data };
  const approvals = run.approvals?.slice(
    0,
    run.approvals.findLastIndex(({ node }) => node === item.node),
  );
  const moved: RunRow = {
    ...run,
    tokens: run.tokens.map((other) => (other.id === token.id ? back : other)),
    node: run.tokens[0]?.id === token.id ? item.node : run.node,
    steps: run.steps + 1,
    approvals: approvals ?? null,
  };
  const step = {
    run: run.id,
    position: run.steps,
    node: item.node,
    type: flow.node(item.node)?.type ?? "",
    exit: null,
    text: RECALLED,
    at: now.toISOString(),
  };
  const isDue = due !== null && Date.parse(due) > now.getTime();
  return {
    runs: [moved],
    steps: [step],
    timers: isDue ? [{ ...way, node: item.node, due_at: due }] : [],
  };
}

/** Keeps for the trail who took their word back. */
async function trailEntry({ library }: Engine, { transaction, item }: LockedAsk, run: RunRow, actor: Actor) {
  const { db, now } = transaction;
  const { users } = await readRoster(db, "");
  const flow = await library.find(run.app, run.release, run.flow);
  const name = users.find(({ id }) => id === actor.userId)?.name ?? "";
  return {
    id: newId(now.getTime()),
    app: run.app,
    entity: run.entity,
    record: run.record,
    run: run.id,
    flow: run.flow,
    flow_name: flow?.document.name.zh ?? run.flow,
    node: item.node,
    kind: "approve",
    why: { zh: `${name}${RECALLED.zh}`, en: `${name} ${RECALLED.en}` },
    details: [],
    at: now.toISOString(),
  } as const;
}
