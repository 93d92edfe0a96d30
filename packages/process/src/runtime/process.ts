import type { flowTestRoutes, RouteOutput, whatIfRoutes, workRoutes } from "@mortise/contract";
import type { DefinitionDocument, FlowDocument, FlowTest } from "@mortise/metadata";
import { type Actor, earliestTimer, openWorkCounts, unreadCounts, type WorkList } from "@mortise/store";
import { holdLocked } from "./asks/hold-locked.ts";
import { createWorkActions, type WorkActions } from "./asks/work-actions.ts";
import { type DecisionPage, decisionsFor, type DecisionView } from "./decision-views.ts";
import { createDelegations, type Delegations } from "./delegations/delegations.ts";
import { createDuty, type Duty } from "./duty/duty.ts";
import { createCalls, deliverReturns } from "./calls/create-calls.ts";
import { fireDueTimers } from "./fire-timers.ts";
import { requireTests, runFlowTests } from "./flow-tests/run-tests.ts";
import { testFromRun } from "./flow-tests/test-from-run.ts";
import { FlowLibrary } from "./flow-library.ts";
import { type HookPage, hookPage, renewHook } from "./hooks/hook-page.ts";
import { type HookAnswer, receive, type ReceivedCall } from "./hooks/receive.ts";
import { createOutside, type Outside } from "./outgoing/outside.ts";
import type { CallPort } from "./calls/call-port.ts";
import type { ProcessOptions, ProcessParts } from "./parts.ts";
import {
  type ButtonPress,
  type ChosenRecords,
  type OfferedButton,
  offeredButtons,
  pressButton,
  type PressResult,
} from "./press-button.ts";
import { createShareLedger, type ShareLedger } from "./ledger/share-ledger.ts";
import { keepPools } from "./pools/keep-pools.ts";
import { rehearseFlow } from "./rehearse-flow.ts";
import { createRuns, type Runs } from "./runs/index.ts";
import { startFlows } from "./start-flows.ts";
import { startDue } from "./starts/start-due.ts";
import { whatIf, type WhatIfInput } from "./what-if/what-if.ts";
import * as views from "./work-views.ts";

/** The process engine at work: flows start with writes, timers fire, people decide. */
export interface Process extends WorkActions, Outside {
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
  readonly delegations: Delegations;
  /** When people take on what flows give, and leave. */
  readonly duty: Duty;
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
  /** Takes what another system sent to the address of a flow. */
  receive(call: ReceivedCall): Promise<HookAnswer>;
  /** The address of a flow and the last calls, for those who build it. */
  hookPage(place: { readonly app: string; readonly flow: string }): Promise<HookPage>;
  /** Gives a flow a new address; the old one ends. */
  renewHook(place: { readonly app: string; readonly flow: string }): Promise<HookPage>;
  rehearse(
    actor: Actor,
    app: string,
    flow: FlowDocument,
    record: string,
  ): Promise<RouteOutput<typeof workRoutes.rehearseFlow>>;
  /** Replays the last days through a draft: who would have got what. Nothing is written. */
  whatIf(actor: Actor, input: WhatIfInput): Promise<RouteOutput<typeof whatIfRoutes.whatIf>>;
  /** What people were due and were given. */
  readonly ledger: ShareLedger;
  /** Runs of flows, looked at and mended. */
  readonly runs: Runs;
  /** Plays the tests of a drafted flow, beside the other drafts of the app. */
  runFlowTests(
    app: string,
    drafted: { readonly flow: FlowDocument; readonly documents: readonly DefinitionDocument[] },
  ): Promise<RouteOutput<typeof flowTestRoutes.runFlowTests>["results"]>;
  /** Refuses drafts of which a test fails: FLOW_TESTS_FAILED. */
  requireTests(app: string, documents: readonly DefinitionDocument[]): Promise<void>;
  /** A test made from a run, and the flow it belongs to. */
  testFromRun(
    actor: Actor,
    app: string,
    id: string,
  ): Promise<{ readonly flow: string; readonly test: FlowTest }>;
  /** Fires due timers and says how many; call again while it says `limit`. */
  fireDueTimers(options?: { readonly limit?: number }): Promise<number>;
  /**
   * Lets runs hear what came of flows that they called, where that was not possible at once. Says how many; call again while it
   * is positive.
   */
  deliverReturns(options?: { readonly limit?: number }): Promise<number>;
  /**
   * Starts flows whose moment has come: by schedule, by a date, because a state has lasted. Says how much was done; call
   * again while it is positive.
   */
  startDue(options?: { readonly limit?: number }): Promise<number>;
  /** One round of all pools; see `keepPools`. Says how much was done; call again while it is positive. */
  keepPools(): Promise<number>;
  /** When the next timer is due; null when none is set. */
  nextDue(): Promise<Date | null>;
  /** Unread messages and open to-dos of people, for live updates. */
  figures(
    accounts: readonly string[],
  ): Promise<Readonly<Record<string, { readonly unread: number; readonly open: number }>>>;
}

const TIMERS_AT_ONCE = 200;

/** Starts the engine over a store: from now on, writes through the gateway set off the flows of the current release. */
export function createProcess(options: ProcessOptions): Process {
  const library = new FlowLibrary(options.store.releases);
  const parts: ProcessParts = partsOf(
    options,
    createCalls(() => parts, library),
  );
  parts.gateway.react((transaction, batch) => holdLocked(parts, transaction, batch), {
    looksAt: () => false,
  });
  parts.gateway.react((transaction, batch) => startFlows(parts, library, { transaction, batch }), {
    looksAt: (app, entity) => library.hasFlows(app, entity),
    looksBackAt: (app, entity) => library.lookedBackAt(app, entity),
  });
  const engine = { parts, library };
  return {
    listWorkItems: (actor, query) => views.listWorkItems(parts, actor, query),
    recordWorkItems: (actor, app, entity, record) =>
      views.recordWorkItems(parts, actor, { app, entity, record }),
    ...createWorkActions(engine),
    delegations: createDelegations(parts),
    duty: createDuty(parts, library),
    listNotifications: (actor, query) => views.listNotifications(parts, actor, query),
    readNotifications: (actor, ids) => views.readNotifications(parts, actor, ids),
    flowRuns: (actor, app, flow) => views.flowRuns(parts, actor, app, flow),
    decisionsFor: (actor, place, page = {}) => decisionsFor(parts, actor, place, page),
    offeredButtons: (actor, records) => offeredButtons(parts, library, actor, records),
    pressButton: (actor, press) => pressButton(parts, library, actor, press),
    receive: (call) => receive(parts, library, call),
    hookPage: (place) => hookPage(parts, place),
    renewHook: (place) => renewHook(parts, place),
    rehearse: (actor, app, flow, record) => rehearseFlow(parts, library, actor, { app, flow, record }),
    runFlowTests: (app, drafted) => runFlowTests(parts, app, drafted),
    requireTests: (app, documents) => requireTests(parts, app, documents),
    testFromRun: (actor, app, id) => testFromRun(engine, actor, { app, id }),
    ledger: createShareLedger(parts),
    runs: createRuns(engine),
    whatIf: (actor, input) => whatIf(parts, library, actor, input),
    fireDueTimers: ({ limit = TIMERS_AT_ONCE } = {}) => fireDueTimers(parts, library, limit),
    deliverReturns: ({ limit = TIMERS_AT_ONCE } = {}) => deliverReturns(parts, library, limit),
    startDue: ({ limit = TIMERS_AT_ONCE } = {}) => startDue(parts, library, limit),
    ...createOutside(engine, options.outgoing),
    keepPools: () => keepPools(parts, library),
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

function partsOf(
  { store, clock, secret, timeZone = "Asia/Shanghai" }: ProcessOptions,
  calls: CallPort,
): ProcessParts {
  const { records: gateway, releases, db } = store;
  return { gateway, releases, db, clock, timeZone, secret, calls };
}
