import {
  type Actor,
  addWoken,
  cancelAsk,
  changeWorkItems,
  type RecordValues,
  settleWorkItem,
  type WorkAnswer,
  type WorkDecision,
  type WorkItemRow,
  type WriteTransaction,
} from "@mortise/store";
import { decisionNotAllowed, personNotFound, reasonRequired } from "../../errors.ts";
import { roleOf, settleApproval, turnsAfter } from "../../model/approval.ts";
import type { Opinion } from "../../model/run-state.ts";
import { rosterOf } from "../read-roster.ts";
import { moveRuns } from "../move-runs.ts";
import { saveFilledIn } from "./filled-in.ts";
import { type Given, takeGivenFiles } from "./given-files.ts";
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
  offer: ["approved", "rejected"],
};
/** 委派: who is asked for a word says something, and nothing is decided by it. */
const ONLY_A_WORD: readonly WorkDecision[] = ["done"];
/** With these, what must be filled in has to be there. */
const COMPLETE: ReadonlySet<WorkDecision> = new Set(["approved", "done"]);
const NO_REASON = { zh: "请填写原因", en: "Please give a reason" };
const NO_PEOPLE = { zh: "请选择审批人", en: "Choose who is to approve" };
const NO_TARGET = { zh: "请选择退回到哪里", en: "Choose where to return it to" };
const NO_WORD = { zh: "请填写意见", en: "Please write what you think" };
const NEEDS_REASON: ReadonlySet<WorkDecision> = new Set(["rejected", "returned"]);
/** A record that is offered may be let pass without a word. */
const REASONED: ReadonlySet<WorkItemRow["kind"]> = new Set(["approval", "task", "copy"]);
const YOUR_TURN = { zh: "轮到你审批了", en: "It is your turn to approve" };

/** One person's word about one item. */
export interface Decision extends Given {
  readonly id: string;
  readonly comment: string | undefined;
  /** What the step lets people fill in, by field. */
  readonly values?: RecordValues | undefined;
  /** Of the record, as it was when they saw it. */
  readonly revision?: number | undefined;
  /** Where it is returned to, where the step leaves the choice. */
  readonly target?: string | undefined;
  /** Whom they choose to be asked, where the step asks for that. */
  readonly people?: readonly string[] | undefined;
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
    await checkPicked(ask, word);
    const given = await takeGivenFiles(engine.parts, ask, { actor, word });
    await saveFilledIn(
      engine.parts,
      transaction,
      { actor, item },
      {
        values: word.values ?? {},
        revision: word.revision,
        mustBeComplete: COMPLETE.has(word.decision),
      },
    );
    const settled: WorkItemRow = {
      ...item,
      status: "done",
      decision: word.decision,
      comment: word.comment?.trim() || null,
      answer: answerOf(word, given),
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
  const returns = word.decision === "returned" ? (item.terms?.returns ?? []) : [];
  if (word.target !== undefined && !returns.some(({ node }) => node === word.target))
    throw decisionNotAllowed();
  if (word.target === undefined && returns.length > 1)
    throw reasonRequired({}, { details: [{ path: "target", message: NO_TARGET }] });
  const isReasonWanted = REASONED.has(item.kind) && NEEDS_REASON.has(word.decision);
  const isWanted = item.terms?.comment === true || isWord || isReasonWanted;
  if (isWanted && !word.comment?.trim()) {
    const message = NEEDS_REASON.has(word.decision) ? NO_REASON : NO_WORD;
    throw reasonRequired({}, { details: [{ path: "comment", message }] });
  }
}

/** What comes with the word and is kept with it. */
function answerOf(
  { target, people }: Decision,
  given: Pick<WorkAnswer, "files" | "signature">,
): WorkAnswer | null {
  const answer = {
    ...(target === undefined ? {} : { target }),
    ...(people === undefined ? {} : { people }),
    ...given,
  };
  return Object.keys(answer).length > 0 ? answer : null;
}

/** Active people are chosen where the step asks for that, and nowhere else. */
async function checkPicked({ transaction, item }: LockedAsk, { people }: Decision): Promise<void> {
  const isAsked = item.terms?.pick === true;
  if (!isAsked && people !== undefined) throw decisionNotAllowed();
  if (!isAsked) return;
  if (people === undefined || people.length === 0)
    throw reasonRequired({}, { details: [{ path: "people", message: NO_PEOPLE }] });
  const roster = await rosterOf(transaction.db, item.app, transaction.now);
  if (people.some((id) => !roster.users.some((user) => user.id === id && user.active)))
    throw personNotFound();
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
  const chosen = counted.find(({ decision }) => decision === "returned")?.answer?.target;
  const target = chosen === undefined ? {} : { target: chosen };
  const people = counted.find(({ answer }) => answer?.people)?.answer?.people;
  const picked = people === undefined ? {} : { picked: people };
  const events = [{ type: "settled" as const, token, node, outcome, by, ...target, ...picked }];
  if (run) await moveRuns(parts, library, transaction, [{ run, events }]);
  else await addWoken(transaction.db, [{ run: item.run, events }]);
  return true;
}
