import type { RouteOutput, workRoutes } from "@mortise/contract";
import type { Actor, WorkDecision, WorkItemRow } from "@mortise/store";
import * as views from "../work-views.ts";
import { approveMany } from "./approve-many.ts";
import { type Decision, decide } from "./decide.ts";
import { recallWord } from "./recall-word.ts";
import { workForm } from "./work-form.ts";
import { type HandedOver, handOver, type HandOver } from "./hand-over.ts";
import type { Engine } from "./locked-ask.ts";
import { ownRuns, urgeRun, withdrawRun } from "./own-runs.ts";
import { type AddPlace, addPeople, askWord, passOn, takeBack } from "./pass-on.ts";

/** What people do with their to-dos, and with what they set off. */
export interface WorkActions {
  /** Settles a to-do; FLOW_WORK_ITEM_SETTLED when someone was faster, FLOW_REASON_REQUIRED without a reason. */
  decide(
    actor: Actor,
    id: string,
    decision: WorkDecision,
    comment?: string,
    more?: Pick<Decision, "values" | "revision" | "target" | "people" | "files" | "signature">,
  ): Promise<views.WorkItemView>;
  /** 撤回: takes one's own last word back. FLOW_RECALL_REFUSED. */
  recall(actor: Actor, id: string): Promise<views.WorkItemView>;
  /** Approves several at once, each by itself; says which were refused and why. */
  approveMany(
    actor: Actor,
    ids: readonly string[],
    comment?: string,
  ): Promise<RouteOutput<typeof workRoutes.approveMany>>;
  /** Puts all that waits for somebody into somebody else's hands; only for administrators. */
  handOver(actor: Actor, change: HandOver): Promise<HandedOver>;
  /** What the step shows to whom it asks. FLOW_NOT_ASSIGNEE. */
  workForm(actor: Actor, id: string): Promise<RouteOutput<typeof workRoutes.workForm>>;
  /** 转交: puts a to-do into somebody else's hands. FLOW_PERSON_NOT_FOUND, FLOW_ALREADY_ASKED. */
  passOn(actor: Actor, id: string, to: string, comment?: string): Promise<views.WorkItemView>;
  /** 加签: asks more people before, after or beside the own word. */
  addPeople(
    actor: Actor,
    id: string,
    added: { readonly people: readonly string[]; readonly place: AddPlace },
  ): Promise<views.WorkItemView>;
  /** 委派: asks one person for their word; the to-do comes back afterwards. */
  askWord(actor: Actor, id: string, of: string, question?: string): Promise<views.WorkItemView>;
  /** 减签: takes back somebody who was added. FLOW_REMOVAL_REFUSED. */
  takeBack(actor: Actor, id: string): Promise<views.WorkItemView>;
  /** 我发起的: runs in which people approve. */
  ownRuns(actor: Actor): Promise<RouteOutput<typeof workRoutes.ownRuns>>;
  /** 撤回. FLOW_WITHDRAWAL_REFUSED once somebody has decided. */
  withdrawRun(actor: Actor, id: string, comment?: string): Promise<void>;
  /** 催办. FLOW_URGED_LATELY within ten minutes. */
  urgeRun(actor: Actor, id: string): Promise<void>;
}

/** The actions over a running engine. */
export function createWorkActions(engine: Engine): WorkActions {
  const viewOf = async (actor: Actor, row: WorkItemRow): Promise<views.WorkItemView> => {
    const [view] = await views.workItemViews(engine.parts, actor, [row]);
    // One row in, one view out.
    return view as views.WorkItemView;
  };
  return {
    async decide(actor, id, decision, comment, more = {}) {
      return viewOf(actor, await decide(engine, actor, { id, decision, comment, ...more }));
    },
    async recall(actor, id) {
      return viewOf(actor, await recallWord(engine, actor, id));
    },
    approveMany: (actor, ids, comment) => approveMany(engine, actor, { ids, comment }),
    handOver: (actor, change) => handOver(engine, actor, change),
    workForm: (actor, id) => workForm(engine, actor, id),
    async passOn(actor, id, to, comment) {
      return viewOf(actor, await passOn(engine, actor, { id, to, comment }));
    },
    async addPeople(actor, id, added) {
      return viewOf(actor, await addPeople(engine, actor, { id, ...added }));
    },
    async askWord(actor, id, of, question) {
      return viewOf(actor, await askWord(engine, actor, { id, of, question }));
    },
    async takeBack(actor, id) {
      return viewOf(actor, await takeBack(engine, actor, id));
    },
    ownRuns: (actor) => ownRuns(engine, actor),
    withdrawRun: (actor, id, comment) => withdrawRun(engine, actor, { id, comment }),
    urgeRun: (actor, id) => urgeRun(engine, actor, id),
  };
}
