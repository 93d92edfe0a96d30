import { isId, newId } from "@mortise/kit";
import { sayQuotes } from "@mortise/metadata";
import {
  type Actor,
  findWorkItem,
  lockAsk,
  lockRuns,
  type RunRow,
  tellPeople,
  type WorkItemRow,
  writeJournal,
  type WriteTransaction,
} from "@mortise/store";
import { notAssignee, workItemNotFound, workItemSettled } from "../../errors.ts";
import type { ApprovalPart } from "../../model/approval.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";

/** The engine at work: what a change of an approval needs to move the run that waits for it. */
export interface Engine {
  readonly parts: ProcessParts;
  readonly library: FlowLibrary;
}

/** An approval or task whose run and parts are locked until the transaction ends. */
export interface LockedAsk {
  readonly transaction: WriteTransaction;
  /** The part that is meant. */
  readonly item: WorkItemRow;
  readonly items: readonly WorkItemRow[];
  /** Undefined once the run has ended. */
  readonly run: RunRow | undefined;
}

/** What is to be done with a part, and by whom. */
export interface AskChange {
  readonly actor: Actor;
  readonly id: string;
}

/**
 * Works on a part that waits to be dealt with, in one transaction. The run is locked first and all parts of the approval
 * next, so that of two people at once the second finds what the first has done. FLOW_WORK_ITEM_NOT_FOUND,
 * FLOW_WORK_ITEM_SETTLED; `check` may refuse before anything is locked.
 */
export async function withAsk<T>(
  { parts }: Pick<Engine, "parts">,
  { actor, id }: AskChange,
  check: (item: WorkItemRow) => void,
  work: (ask: LockedAsk) => Promise<T>,
): Promise<T> {
  const found = isId(id) ? await findWorkItem(parts.db, id) : undefined;
  if (!found) throw workItemNotFound();
  check(found);
  const cause = { type: "user", label: sayQuotes(found.title, () => "…").zh } as const;
  return parts.gateway.transaction(actor, cause, async (transaction) => {
    const [run] = await lockRuns(transaction.db, [found.run]);
    const items = await lockAsk(transaction.db, found.ask);
    const item = items.find((candidate) => candidate.id === found.id);
    if (!item) throw workItemNotFound();
    // What was refused on sight may have come about in between.
    check(item);
    const done = await work({ transaction, item, items, run });
    await tellPeople(
      transaction.db,
      "work-items",
      items.map((candidate) => candidate.assignee),
    );
    return done;
  });
}

/** Whose part it is: in their hands, or in those of who stands in for them. */
export function isOwn(actor: Actor, item: Pick<WorkItemRow, "assignee" | "on_behalf_of">): boolean {
  return actor.userId !== null && (item.assignee === actor.userId || item.on_behalf_of === actor.userId);
}

/** Refuses whoever the part is not for; administrators may act for everybody. */
export function checkAssignee(actor: Actor, item: WorkItemRow): void {
  if (!isOwn(actor, item) && !actor.admin) throw notAssignee();
}

/** Refuses parts that nobody waits for. */
export function checkOpen(item: WorkItemRow): void {
  if (item.status !== "open") throw workItemSettled();
}

/** The part as the rules of approvals see it. */
export function partOf(item: WorkItemRow): ApprovalPart {
  const { id, assignee, status, decision, waits_for, made_from, origin } = item;
  return { id, assignee, status, decision, waitsFor: waits_for, madeFrom: made_from, origin };
}

/** A new part made from another one. */
export function madeFrom(
  item: WorkItemRow,
  change: Pick<WorkItemRow, "assignee" | "on_behalf_of" | "origin" | "status" | "waits_for"> &
    Partial<Pick<WorkItemRow, "question">>,
  now: Date,
): WorkItemRow {
  return {
    ...item,
    id: newId(now.getTime()),
    made_from: item.id,
    question: null,
    answer: null,
    decision: null,
    comment: null,
    decided_by: null,
    decided_at: null,
    created_at: now.toISOString(),
    ...change,
  };
}

/** Tells people that it is their turn. */
export async function tellTurn(
  { db, now }: WriteTransaction,
  items: readonly WorkItemRow[],
  body: WorkItemRow["title"],
): Promise<void> {
  const notifications = items.map((item) => ({
    id: newId(now.getTime()),
    account: item.assignee,
    app: item.app,
    entity: item.entity,
    record: item.record,
    title: item.title,
    body,
    at: now.toISOString(),
    read_at: null,
  }));
  await writeJournal(db, { notifications });
  await tellPeople(
    db,
    "work-items",
    items.map((item) => item.assignee),
  );
}
