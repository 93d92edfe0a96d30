import { type Actor, changeWorkItems, settleWorkItem, type WorkItemRow, writeJournal } from "@mortise/store";
import { alreadyAsked, decisionNotAllowed, personNotFound, removalRefused } from "../../errors.ts";
import { isAddedBy, type PartOrigin, roleOf } from "../../model/approval.ts";
import { rosterOf } from "../read-roster.ts";
import { giveTurns, moveOn } from "./decide.ts";
import { handsNow, type PartHands } from "./hands.ts";
import {
  checkAssignee,
  checkOpen,
  type Engine,
  type LockedAsk,
  madeFrom,
  partOf,
  tellTurn,
  withAsk,
} from "./locked-ask.ts";

/** Where people are added: before the own word, after it, or beside. */
export type AddPlace = Exclude<PartOrigin, "passed" | "word">;

const NOT_PASSED_ON: ReadonlySet<WorkItemRow["kind"]> = new Set(["offer"]);
const PASSED_ON = { zh: "转交给你处理", en: "Passed on to you" };
const ADDED = { zh: "请你一起审批", en: "You are asked to approve as well" };
const ASKED_FOR_A_WORD = { zh: "请你给个意见", en: "You are asked what you think" };
const ASKED_FIRST = { zh: "请你先给意见", en: "You are asked for your word first" };

/** 转交: puts a part into somebody else's hands; the old part stays in the trail. */
export async function passOn(
  engine: Engine,
  actor: Actor,
  change: { readonly id: string; readonly to: string; readonly comment: string | undefined },
): Promise<WorkItemRow> {
  return withAsk(engine, { actor, id: change.id }, ownOpen(actor), async (ask) => {
    const { transaction, item, items } = ask;
    // What is offered is offered to one person.
    if (NOT_PASSED_ON.has(item.kind)) throw decisionNotAllowed();
    await checkPeople(ask, [change.to]);
    const { db, now } = transaction;
    const hands = await handsNow(transaction, item, [actor.userId, item.assignee]);
    const made = madeFrom(
      item,
      { ...hands(own(change.to)), origin: "passed", status: "open", waits_for: null },
      now,
    );
    await settleWorkItem(db, {
      id: item.id,
      decision: null,
      comment: change.comment?.trim() || null,
      decided_by: actor.userId,
      at: now.toISOString(),
    });
    const waiting = items.filter((other) => other.status === "later" && other.waits_for === item.id);
    await changeWorkItems(db, [
      { id: item.id, status: "passed", waits_for: null },
      ...waiting.map(({ id, status }) => ({ id, status, waits_for: made.id })),
    ]);
    await writeJournal(db, { workItems: [made] });
    await tellTurn(transaction, [made], PASSED_ON);
    return made;
  });
}

/** 加签: asks more people: before the own word, after it, or beside it. */
export async function addPeople(
  engine: Engine,
  actor: Actor,
  change: { readonly id: string; readonly people: readonly string[]; readonly place: AddPlace },
): Promise<WorkItemRow> {
  const { id, people, place } = change;
  return withAsk(engine, { actor, id }, ownOpen(actor), async (ask) => {
    const { transaction, item } = ask;
    const asked = [...new Set(people)];
    checkDecides(ask);
    await checkPeople(ask, asked);
    const { db, now } = transaction;
    const isAfter = place === "after";
    const waits = { status: isAfter ? "later" : "open", waits_for: isAfter ? item.id : null } as const;
    const hands = await handsNow(transaction, item, [actor.userId, item.assignee]);
    const added = asked.map((person) =>
      madeFrom(item, { ...hands(own(person)), origin: place, ...waits }, now),
    );
    await writeJournal(db, { workItems: added });
    const [first] = added;
    if (place === "before" && first) {
      // One after the other, and then the part itself.
      const chain = [...added.slice(1).map((part) => part.id), item.id];
      await changeWorkItems(
        db,
        chain.map((part, index) => ({ id: part, status: "later", waits_for: added[index]?.id ?? null })),
      );
      await tellTurn(transaction, [first], ASKED_FIRST);
    } else if (!isAfter) await tellTurn(transaction, added, ADDED);
    return place === "before" ? { ...item, status: "later" } : item;
  });
}

/** 委派: asks one person for their word; the part waits meanwhile and then comes back to who asked. */
export async function askWord(
  engine: Engine,
  actor: Actor,
  change: { readonly id: string; readonly of: string; readonly question: string | undefined },
): Promise<WorkItemRow> {
  return withAsk(engine, { actor, id: change.id }, ownOpen(actor), async (ask) => {
    const { transaction, item } = ask;
    checkDecides(ask);
    await checkPeople(ask, [change.of]);
    const { db, now } = transaction;
    const hands = await handsNow(transaction, item, [actor.userId, item.assignee]);
    const made = madeFrom(
      item,
      {
        ...hands(own(change.of)),
        origin: "word",
        status: "open",
        waits_for: null,
        question: change.question?.trim() || null,
      },
      now,
    );
    await writeJournal(db, { workItems: [made] });
    const waiting: WorkItemRow = { ...item, status: "later", waits_for: made.id };
    await changeWorkItems(db, [{ id: item.id, status: "later", waits_for: made.id }]);
    await tellTurn(transaction, [made], ASKED_FOR_A_WORD);
    return waiting;
  });
}

/** Whoever is only asked for a word, or was added, asks nobody else; tasks are done by one person. */
function checkDecides({ item, items }: LockedAsk): void {
  const role = roleOf(partOf(item), items.map(partOf));
  if (item.kind !== "approval" || role === "word" || role === "before") throw decisionNotAllowed();
}

function own(assignee: string): PartHands {
  return { assignee, on_behalf_of: null };
}

/** 减签: takes somebody back who was added and has not said anything; only who added them may. */
export async function takeBack(engine: Engine, actor: Actor, id: string): Promise<WorkItemRow> {
  return withAsk(engine, { actor, id }, checkAdded, async (ask) => {
    const { transaction, item, items } = ask;
    if (!actor.admin && !isAddedBy(partOf(item), items.map(partOf), actor.userId)) throw removalRefused();
    const removed: WorkItemRow = { ...item, status: "cancelled", waits_for: null };
    await changeWorkItems(transaction.db, [removed]);
    const all = items.map((other) => (other.id === item.id ? removed : other));
    // Without this part the words there are may be enough.
    const isSettled = await moveOn(engine, { ...ask, items: all });
    if (!isSettled) await giveTurns(transaction, all, item.id);
    return removed;
  });
}

function checkAdded(item: WorkItemRow): void {
  const isAdded = item.origin !== null && item.origin !== "passed";
  if (!isAdded || (item.status !== "open" && item.status !== "later")) throw removalRefused();
}

function ownOpen(actor: Actor): (item: WorkItemRow) => void {
  return (item) => {
    checkAssignee(actor, item);
    checkOpen(item);
  };
}

/** Only active people, and nobody who is asked already. */
async function checkPeople({ transaction, items }: LockedAsk, people: readonly string[]): Promise<void> {
  const roster = await rosterOf(transaction.db, items[0]?.app ?? "", transaction.now);
  for (const person of people) {
    const user = roster.users.find((candidate) => candidate.id === person && candidate.active);
    if (!user) throw personNotFound();
    const isAsked = items.some(
      ({ assignee, status }) => assignee === person && (status === "open" || status === "later"),
    );
    if (isAsked) throw alreadyAsked({ person: user.name });
  }
}
