import { AppError } from "@mortise/kit";
import { type Actor, changeWorkItems, waitingWorkOf, type WorkItemRow, writeAudit } from "@mortise/store";
import { alreadyAsked, notForOthers, personNotFound, workItemSettled } from "../../errors.ts";
import { rosterOf } from "../read-roster.ts";
import { handOverRecords, type RecordsHandedOver, type RecordsTarget } from "./hand-over-records.ts";
import { type Engine, withAsk } from "./locked-ask.ts";
import { passOn } from "./pass-on.ts";

/** Whose waiting work goes to whom. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
  /** Their records go over too: to the same person, or into their pools. */
  readonly records?: RecordsTarget;
}

/** How many parts went over, and how many stayed because the other person has one of their own already. */
export interface HandedOver {
  readonly moved: number;
  readonly left: number;
  /** The same of records, where they go over too. */
  readonly records?: RecordsHandedOver;
}

const LEAVING = "工作移交";

/**
 * Puts all that waits for somebody into somebody else's hands, as when a person leaves: what is on their list is passed on,
 * what comes to them later will come to the other one; their records too, when asked for. Only for administrators. FLOW_NOT_FOR_OTHERS, FLOW_PERSON_NOT_FOUND.
 */
export async function handOver(engine: Engine, actor: Actor, change: HandOver): Promise<HandedOver> {
  const { from, to, records: target } = change;
  if (!actor.admin) throw notForOthers();
  const { db, clock } = engine.parts;
  const { users } = await rosterOf(db, "", clock.now());
  const other = users.find((user) => user.id === to && user.active);
  if (!other || from === to) throw personNotFound();
  let moved = 0;
  const waiting = await waitingWorkOf(db, from);
  for (const item of waiting) if (await goesOver(engine, actor, { item, to })) moved += 1;
  const name = users.find((user) => user.id === from)?.name ?? "";
  const records = target && (await handOverRecords(engine.parts, actor, { from, to, records: target }));
  const details = { from: name, to: other.name, count: moved, records: records?.moved ?? 0 };
  await writeAudit(db, { kind: "hand-over", actor: actor.userId, at: clock.now(), details });
  return { moved, left: waiting.length - moved, ...(records ? { records } : {}) };
}

async function goesOver(
  engine: Engine,
  actor: Actor,
  { item, to }: { readonly item: WorkItemRow; readonly to: string },
): Promise<boolean> {
  try {
    if (item.status === "open") await passOn(engine, actor, { id: item.id, to, comment: LEAVING });
    else await rename(engine, actor, { item, to });
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return false;
  }
}

/** Nobody has been asked yet: the part is the other person's from the start. */
async function rename(
  engine: Engine,
  actor: Actor,
  { item: { id, assignee }, to }: { readonly item: WorkItemRow; readonly to: string },
): Promise<void> {
  const check = (item: WorkItemRow): void => {
    if (item.status !== "later" || item.assignee !== assignee) throw workItemSettled();
  };
  await withAsk(engine, { actor, id }, check, async ({ transaction, item, items }) => {
    const isAsked = items.some(
      (other) => other.assignee === to && (other.status === "open" || other.status === "later"),
    );
    if (isAsked) throw alreadyAsked({ person: "" });
    const { status, waits_for } = item;
    await changeWorkItems(transaction.db, [{ id, status, waits_for, assignee: to }]);
  });
}
