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
import { roleOf, settleApproval, turnsAfter } from "../../model/approval.ts";
import type { Opinion } from "../../model/run-state.ts";
import { moveRuns } from "../move-runs.ts";
import { handsNow } from "./hands.ts";
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
/** 委派: who is asked for a word says something, and nothing is decided by it. */
const ONLY_A_WORD: readonly WorkDecision[] = ["done"];
const NO_REASON = { zh: "请填写原因", en: "Please give a reason" };
const NO_WORD = { zh: "请填写意见", en: "Please write what you think" };
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
    checkAssignee(actor, item);
    checkOpen(item);
  };
  return withAsk(engine, { actor, id: word.id }, check, async (ask) => {
    const { transaction, item, items } = ask;
    checkWord(ask, word);
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
    const goesOn = word.decision === "approved" || word.decision === "done";
    if (!isSettled && goesOn) await giveTurns(transaction, all, item.id);
    return settled;
  });
}

function checkWord({ item, items }: LockedAsk, word: Decision): void {
  const isWord = roleOf(partOf(item), items.map(partOf)) === "word";
  const allowed = isWord ? ONLY_A_WORD : DECISIONS[item.kind];
  if (!allowed.includes(word.decision)) throw decisionNotAllowed();
  if ((isWord || NEEDS_REASON.has(word.decision)) && !word.comment?.trim()) {
    const message = isWord ? NO_WORD : NO_REASON;
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
  const next = items.filter((item) => turns.includes(item.id));
  if (next.length === 0) return;
  const hands = await handsNow(transaction, next[0]);
  // Whoever stands in for them by now gets it.
  const opened = next.map((item): WorkItemRow => ({
    ...item,
    status: "open",
    waits_for: null,
    ...hands(item),
  }));
  await changeWorkItems(transaction.db, opened);
  await tellTurn(transaction, opened, YOUR_TURN);
}

function opinionOf(part: WorkItemRow, decision: WorkDecision): Opinion {
  const { assignee, decided_by, on_behalf_of, comment } = part;
  const user = decided_by ?? assignee;
  return { user, onBehalfOf: user === on_behalf_of ? null : on_behalf_of, decision, comment };
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
    part.decision === null ? [] : [opinionOf(part, part.decision)],
  );
  if (run)
    await moveRuns(parts, library, transaction, [
      { run, events: [{ type: "settled", token, node, outcome, by }] },
    ]);
  return true;
}
