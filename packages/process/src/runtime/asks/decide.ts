import {
  type Actor,
  cancelAsk,
  changeWorkItems,
  settleWorkItem,
  type WorkDecision,
  type WorkItemRow,
  type WriteTransaction,
} from "@mortise/store";
import { decisionNotAllowed, reasonRequired } from "../../errors.ts";
import { settleApproval, turnsAfter } from "../../model/approval.ts";
import type { Opinion } from "../../model/run-state.ts";
import { moveRuns } from "../move-runs.ts";
import {
  checkAssignee,
  checkOpen,
  type Engine,
  type LockedAsk,
  partOf,
  tellTurn,
  withAsk,
} from "./locked-ask.ts";

/** What may be said about each kind of item. */
const DECISIONS: Readonly<Record<WorkItemRow["kind"], readonly WorkDecision[]>> = {
  approval: ["approved", "rejected", "returned"],
  task: ["done"],
  copy: ["done"],
};
const NEEDS_REASON: ReadonlySet<WorkDecision> = new Set(["rejected", "returned"]);
const YOUR_TURN = { zh: "轮到你审批了", en: "It is your turn to approve" };

/** One person's word about one item. */
export interface Decision {
  readonly id: string;
  readonly decision: WorkDecision;
  readonly comment: string | undefined;
}

/** Settles a work item and, when that settles the approval or task, moves its run on: one transaction. */
export async function decide(engine: Engine, actor: Actor, word: Decision): Promise<WorkItemRow> {
  const check = (item: WorkItemRow): void => {
    checkWord(actor, item, word);
    checkOpen(item);
  };
  return withAsk(engine, { actor, id: word.id }, check, async (ask) => {
    const { transaction, item, items } = ask;
    const settled: WorkItemRow = {
      ...item,
      status: "done",
      decision: word.decision,
      comment: word.comment?.trim() || null,
      decided_by: actor.userId,
      decided_at: transaction.now.toISOString(),
    };
    await settleWorkItem(transaction.db, { ...settled, at: transaction.now.toISOString() });
    const all = items.map((candidate) => (candidate.id === item.id ? settled : candidate));
    const isSettled = await moveOn(engine, { ...ask, items: all });
    if (!isSettled && word.decision === "approved") await giveTurns(transaction, all, item.id);
    return settled;
  });
}

function checkWord(actor: Actor, item: WorkItemRow, word: Decision): void {
  checkAssignee(actor, item);
  if (!DECISIONS[item.kind].includes(word.decision)) throw decisionNotAllowed();
  if (NEEDS_REASON.has(word.decision) && !word.comment?.trim()) {
    const message = { zh: "请填写原因", en: "Please give a reason" };
    throw reasonRequired({}, { details: [{ path: "comment", message }] });
  }
}

/** Opens the parts that waited for one which is dealt with or out of the way, and tells their people. */
export async function giveTurns(
  transaction: WriteTransaction,
  items: readonly WorkItemRow[],
  part: string,
): Promise<void> {
  const turns = turnsAfter(items.map(partOf), part);
  const opened = items
    .filter((item) => turns.includes(item.id))
    .map((item): WorkItemRow => ({ ...item, status: "open", waits_for: null }));
  await changeWorkItems(transaction.db, opened);
  await tellTurn(transaction, opened, YOUR_TURN);
}

/** Once the words settle it, closes the other parts and moves the run that waits for it; says whether they do. */
export async function moveOn(
  { parts, library }: Engine,
  { transaction, item, items, run }: LockedAsk,
): Promise<boolean> {
  const { mode, share, ask, token, node } = item;
  const outcome = item.kind === "copy" ? "open" : settleApproval({ mode, share }, items.map(partOf));
  if (outcome === "open") return false;
  await cancelAsk(transaction.db, ask);
  const counted = items.filter(({ status }) => status !== "cancelled" && status !== "passed");
  const by: readonly Opinion[] = counted.flatMap((part) =>
    part.decision === null
      ? []
      : [{ user: part.decided_by ?? part.assignee, decision: part.decision, comment: part.comment }],
  );
  if (run)
    await moveRuns(parts, library, transaction, [
      { run, events: [{ type: "settled", token, node, outcome, by }] },
    ]);
  return true;
}
