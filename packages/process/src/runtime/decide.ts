import { isId } from "@mortise/kit";
import { sayQuotes } from "@mortise/metadata";
import {
  type Actor,
  cancelAsk,
  findWorkItem,
  lockAsk,
  lockRuns,
  type RunRow,
  settleWorkItem,
  tellPeople,
  type WorkDecision,
  type WorkItemRow,
  type WriteTransaction,
} from "@mortise/store";
import {
  decisionNotAllowed,
  notAssignee,
  reasonRequired,
  workItemNotFound,
  workItemSettled,
} from "../errors.ts";
import { settleApproval } from "../model/approval.ts";
import type { Opinion, Outcome } from "../model/run-state.ts";
import type { FlowLibrary } from "./flow-library.ts";
import { moveRuns } from "./move-runs.ts";
import type { ProcessParts } from "./parts.ts";

/** What may be said about each kind of item. */
const DECISIONS: Readonly<Record<WorkItemRow["kind"], readonly WorkDecision[]>> = {
  approval: ["approved", "rejected", "returned"],
  task: ["done"],
};
const NEEDS_REASON: ReadonlySet<WorkDecision> = new Set(["rejected", "returned"]);

/** One person's word about one item. */
export interface Decision {
  readonly id: string;
  readonly decision: WorkDecision;
  readonly comment: string | undefined;
}

/**
 * Settles a work item and, when that settles the approval or task, moves its run on: one transaction. The run is
 * locked first and all parts of the approval next, so that of two people deciding at once the second finds it settled.
 */
export async function decide(
  parts: ProcessParts,
  library: FlowLibrary,
  actor: Actor,
  word: Decision,
): Promise<WorkItemRow> {
  const found = isId(word.id) ? await findWorkItem(parts.db, word.id) : undefined;
  if (!found) throw workItemNotFound();
  checkWord(actor, found, word);
  return parts.gateway.transaction(
    actor,
    { type: "user", label: sayQuotes(found.title, () => "…").zh },
    async (transaction) => {
      const { db } = transaction;
      const [run] = await lockRuns(db, [found.run]);
      const items = await lockAsk(db, found.ask);
      const item = items.find((candidate) => candidate.id === found.id);
      if (item?.status !== "open") throw workItemSettled();
      const settled: WorkItemRow = {
        ...item,
        status: "done",
        decision: word.decision,
        comment: word.comment?.trim() || null,
        decided_by: actor.userId,
        decided_at: transaction.now.toISOString(),
      };
      await settleWorkItem(db, { ...settled, at: transaction.now.toISOString() });
      const all = items.map((candidate) => (candidate.id === item.id ? settled : candidate));
      await tellPeople(
        db,
        "work-items",
        all.map((candidate) => candidate.assignee),
      );
      await moveOn({ parts, library, transaction }, all, run);
      return settled;
    },
  );
}

function checkWord(actor: Actor, item: WorkItemRow, word: Decision): void {
  if (item.assignee !== actor.userId && !actor.admin) throw notAssignee();
  if (!DECISIONS[item.kind].includes(word.decision)) throw decisionNotAllowed();
  if (NEEDS_REASON.has(word.decision) && !word.comment?.trim()) {
    const message = { zh: "请填写原因", en: "Please give a reason" };
    throw reasonRequired({}, { details: [{ path: "comment", message }] });
  }
}

/** Once the words settle it, closes the other parts and moves the run that waits for it. */
async function moveOn(
  {
    parts,
    library,
    transaction,
  }: { readonly parts: ProcessParts; readonly library: FlowLibrary; readonly transaction: WriteTransaction },
  items: readonly WorkItemRow[],
  run: RunRow | undefined,
): Promise<void> {
  const [first] = items;
  if (!first) return;
  const counted = items.filter((item) => item.status !== "cancelled");
  const outcome: Outcome | "open" = settleApproval(
    first.mode,
    counted.map((item) => item.decision),
  );
  if (outcome === "open") return;
  await cancelAsk(transaction.db, first.ask);
  if (!run) return;
  const by: readonly Opinion[] = counted.flatMap((item) =>
    item.decision === null
      ? []
      : [{ user: item.decided_by ?? item.assignee, decision: item.decision, comment: item.comment }],
  );
  await moveRuns(parts, library, transaction, [
    { run, events: [{ type: "settled", token: first.token, node: first.node, outcome, by }] },
  ]);
}
