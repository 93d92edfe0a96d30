import type { RouteOutput, workRoutes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import {
  type Actor,
  earliestTimer,
  openWorkCounts,
  unreadCounts,
  type WorkDecision,
  type WorkItemRow,
  type WorkList,
} from "@mortise/store";
import { decide } from "./asks/decide.ts";
import { ownRuns, urgeRun, withdrawRun } from "./asks/own-runs.ts";
import { type AddPlace, addPeople, passOn, takeBack } from "./asks/pass-on.ts";
import { type DecisionPage, decisionsFor, type DecisionView } from "./decision-views.ts";
import { fireDueTimers } from "./fire-timers.ts";
import { FlowLibrary } from "./flow-library.ts";
import type { ProcessOptions, ProcessParts } from "./parts.ts";
import {
  type ButtonPress,
  type ChosenRecords,
  type OfferedButton,
  offeredButtons,
  pressButton,
  type PressResult,
} from "./press-button.ts";
import { rehearseFlow } from "./rehearse-flow.ts";
import { startFlows } from "./start-flows.ts";
import * as views from "./work-views.ts";

/** The process engine at work: flows start with writes, timers fire, people decide. */
export interface Process {
  listWorkItems(
    actor: Actor,
    query: { readonly status?: WorkList | undefined; readonly limit?: number | undefined },
  ): Promise<RouteOutput<typeof workRoutes.listWorkItems>>;
  recordWorkItems(
    actor: Actor,
    app: string,
    entity: string,
    record: string,
  ): Promise<RouteOutput<typeof workRoutes.recordWorkItems>>;
  /** Settles a to-do; FLOW_WORK_ITEM_SETTLED when someone was faster, FLOW_REASON_REQUIRED without a reason. */
  decide(actor: Actor, id: string, decision: WorkDecision, comment?: string): Promise<views.WorkItemView>;
  /** 转交: puts a to-do into somebody else's hands. FLOW_PERSON_NOT_FOUND, FLOW_ALREADY_ASKED. */
  passOn(actor: Actor, id: string, to: string, comment?: string): Promise<views.WorkItemView>;
  /** 加签: asks more people before, after or beside the own word. */
  addPeople(
    actor: Actor,
    id: string,
    added: { readonly people: readonly string[]; readonly place: AddPlace },
  ): Promise<views.WorkItemView>;
  /** 减签: takes back somebody who was added. FLOW_REMOVAL_REFUSED. */
  takeBack(actor: Actor, id: string): Promise<views.WorkItemView>;
  /** 我发起的: runs in which people approve. */
  ownRuns(actor: Actor): Promise<RouteOutput<typeof workRoutes.ownRuns>>;
  /** 撤回. FLOW_WITHDRAWAL_REFUSED once somebody has decided. */
  withdrawRun(actor: Actor, id: string, comment?: string): Promise<void>;
  /** 催办. FLOW_URGED_LATELY within ten minutes. */
  urgeRun(actor: Actor, id: string): Promise<void>;
  listNotifications(
    actor: Actor,
    query: { readonly before?: string | undefined },
  ): Promise<RouteOutput<typeof workRoutes.listNotifications>>;
  readNotifications(
    actor: Actor,
    ids?: readonly string[],
  ): Promise<RouteOutput<typeof workRoutes.readNotifications>>;
  flowRuns(actor: Actor, app: string, flow: string): Promise<RouteOutput<typeof workRoutes.flowRuns>>;
  decisionsFor(
    actor: Actor,
    place: { readonly app: string; readonly entity: string; readonly record: string },
    page?: DecisionPage,
  ): Promise<readonly DecisionView[]>;
  /** The buttons of flows that the actor may press for some records. */
  offeredButtons(actor: Actor, records: ChosenRecords): Promise<readonly OfferedButton[]>;
  /** Starts a flow by its button; FLOW_BUTTON_NOT_NOW when the condition holds for none of the records. */
  pressButton(actor: Actor, press: ButtonPress): Promise<PressResult>;
  rehearse(
    actor: Actor,
    app: string,
    flow: FlowDocument,
    record: string,
  ): Promise<RouteOutput<typeof workRoutes.rehearseFlow>>;
  /** Fires due timers and says how many; call again while it says `limit`. */
  fireDueTimers(options?: { readonly limit?: number }): Promise<number>;
  /** When the next timer is due; null when none is set. */
  nextDue(): Promise<Date | null>;
  /** Unread messages and open to-dos of people, for live updates. */
  figures(
    accounts: readonly string[],
  ): Promise<Readonly<Record<string, { readonly unread: number; readonly open: number }>>>;
}

const TIMERS_AT_ONCE = 200;

/** Starts the engine over a store: from now on, writes through the gateway set off the flows of the current release. */
export function createProcess({ store, clock, timeZone = "Asia/Shanghai" }: ProcessOptions): Process {
  const parts: ProcessParts = {
    gateway: store.records,
    releases: store.releases,
    db: store.db,
    clock,
    timeZone,
  };
  const library = new FlowLibrary(parts.releases);
  parts.gateway.react((transaction, batch) => startFlows(parts, library, { transaction, batch }), {
    looksAt: (app, entity) => library.hasFlows(app, entity),
    looksBackAt: (app, entity) => library.lookedBackAt(app, entity),
  });
  const engine = { parts, library };
  const viewOf = async (actor: Actor, row: WorkItemRow): Promise<views.WorkItemView> => {
    const [view] = await views.workItemViews(parts, actor, [row]);
    // One row in, one view out.
    return view as views.WorkItemView;
  };
  return {
    listWorkItems: (actor, query) => views.listWorkItems(parts, actor, query),
    recordWorkItems: (actor, app, entity, record) =>
      views.recordWorkItems(parts, actor, { app, entity, record }),
    async decide(actor, id, decision, comment) {
      return viewOf(actor, await decide(engine, actor, { id, decision, comment }));
    },
    async passOn(actor, id, to, comment) {
      return viewOf(actor, await passOn(engine, actor, { id, to, comment }));
    },
    async addPeople(actor, id, added) {
      return viewOf(actor, await addPeople(engine, actor, { id, ...added }));
    },
    async takeBack(actor, id) {
      return viewOf(actor, await takeBack(engine, actor, id));
    },
    ownRuns: (actor) => ownRuns(engine, actor),
    withdrawRun: (actor, id, comment) => withdrawRun(engine, actor, { id, comment }),
    urgeRun: (actor, id) => urgeRun(engine, actor, id),
    listNotifications: (actor, query) => views.listNotifications(parts, actor, query),
    readNotifications: (actor, ids) => views.readNotifications(parts, actor, ids),
    flowRuns: (actor, app, flow) => views.flowRuns(parts, actor, app, flow),
    decisionsFor: (actor, place, page = {}) => decisionsFor(parts, actor, place, page),
    offeredButtons: (actor, records) => offeredButtons(parts, library, actor, records),
    pressButton: (actor, press) => pressButton(parts, library, actor, press),
    rehearse: (actor, app, flow, record) => rehearseFlow(parts, library, actor, { app, flow, record }),
    fireDueTimers: ({ limit = TIMERS_AT_ONCE } = {}) => fireDueTimers(parts, library, limit),
    async nextDue() {
      const due = await earliestTimer(parts.db);
      return due === null ? null : new Date(due);
    },
    async figures(accounts) {
      const [unread, open] = [
        await unreadCounts(parts.db, accounts),
        await openWorkCounts(parts.db, accounts),
      ];
      return Object.fromEntries(accounts.map((id) => [id, { unread: unread[id] ?? 0, open: open[id] ?? 0 }]));
    },
  };
}
