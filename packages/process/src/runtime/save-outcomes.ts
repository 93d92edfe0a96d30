import type { WorkHours } from "@mortise/expression";
import { type LocalizedText, newId } from "@mortise/kit";
import {
  addSends,
  cancelWorkOf,
  cancelWorkOfWays,
  type Cause,
  type DecisionRow,
  dropSendsOfRuns,
  dropSendsOfWays,
  dropTimers,
  dropTimersOf,
  holdTimers,
  keepRoster,
  noteWoken,
  rosterKey,
  type RunRow,
  type RunWay,
  systemActor,
  sendJournal,
  tellPeople,
  type WorkItemRow,
  workOfRuns,
  writeJournal,
  type WriteTransaction,
} from "@mortise/store";
import type { CompiledFlow } from "../model/compiled-flow.ts";
import type { Effect } from "../model/effect.ts";
import type { Roster } from "../model/roster.ts";
import { type Advanced, type RunState, standsAt } from "../model/run-state.ts";
import type { BatchWorld } from "./batch-world.ts";
import { callsOf } from "../model/calls/call-circle.ts";
import type { CallPort } from "./calls/call-port.ts";
import { commandsOf } from "./effect-commands.ts";
import { givenRows } from "./given-rows.ts";
import { sendRows } from "./outgoing/send-rows.ts";
import { passTurns } from "./queue-runs.ts";

/** A run and how far it got. */
export interface RunOutcome {
  readonly run: RunRow;
  readonly moved: Advanced;
}

/** The answer of a run that ends without taking a step. */
export function endedRun(run: RunRow, status: RunState["status"], reason: LocalizedText): Advanced {
  return {
    kind: "advanced",
    state: {
      status,
      tokens: [],
      blocks: [],
      ...(run.node === null ? {} : { stoppedAt: run.node }),
      serial: run.serial,
      steps: run.steps,
      entity: run.entity,
      record: run.record,
      startedBy: run.started_by,
      error: reason,
    },
    effects: [],
    trace: [],
  };
}

/** What outcomes are saved with. */
export interface SaveContext {
  readonly transaction: WriteTransaction;
  readonly flow: CompiledFlow;
  readonly calls: CallPort;
}

/**
 * Journals all outcomes, in one statement for all runs, and then writes the records. The journal comes first, so that
 * flows set off by these writes find the runs in their new state.
 */
export async function saveOutcomes(
  context: SaveContext,
  outcomes: readonly RunOutcome[],
  world?: BatchWorld,
): Promise<void> {
  const { transaction, flow } = context;
  const { db, now } = transaction;
  const [first] = outcomes;
  if (!first) return;
  const { app } = first.run;
  const effects = outcomes.flatMap(({ run, moved }) => moved.effects.map((effect) => ({ run, effect })));
  await withdraw(context, effects);
  await stopCalls(context, waysGivenUp(effects), outcomes);
  const { kept } = await sendJournal(db, {
    runs: outcomes.map((outcome) => rowAfter(outcome, now)),
    steps: outcomes.flatMap(stepRows),
    decisions: await decisionsAmong(context, outcomes, world),
    given: givenRows(
      app,
      effects.map(({ effect }) => effect),
    ),
    cursors: (world?.turned ?? []).map((turned) => ({ app, flow: flow.document.id, ...turned })),
    timers: effects.flatMap(timerRows),
    workItems: effects.flatMap(({ run, effect }) =>
      effect.type === "work" ? workRows(run, effect, transaction) : [],
    ),
    notifications: effects.flatMap(({ run, effect }) => notificationRows(run, effect, now)),
  });
  // What is refused is told once nothing of all this is under way any more.
  const done = await Promise.allSettled([kept, carryOn(context, outcomes, effects)]);
  for (const part of done) if (part.status === "rejected") throw part.reason;
  // The last thing: whoever joins a queue has written its record before.
  const ended = outcomes.filter(({ moved }) => !isLive(moved.state.status)).map(({ run }) => run);
  await passTurns(db, ended, now);
  await keepForRetry(context, outcomes);
  await serveCalls(context, outcomes);
  const decided = effects.flatMap(({ run, effect }) =>
    effect.type === "decided" ? [{ run, node: effect.node, outcome: effect.outcome }] : [],
  );
  if (decided.length > 0) await context.calls.decided(transaction, decided);
}

/** What a run that failed goes on by once somebody has mended it. */
async function keepForRetry({ transaction }: SaveContext, outcomes: readonly RunOutcome[]): Promise<void> {
  for (const { run, moved } of outcomes)
    if (moved.retry) await noteWoken(transaction.db, { run: run.id, events: moved.retry, node: null });
}

/** Begins what runs call, and lets those hear who called runs that have ended. */
async function serveCalls(
  { transaction, calls }: SaveContext,
  outcomes: readonly RunOutcome[],
): Promise<void> {
  const asked = outcomes.flatMap(({ run, moved }) =>
    moved.effects.flatMap((effect) => (effect.type === "call" ? [{ run, call: effect }] : [])),
  );
  if (asked.length > 0) await calls.begin(transaction, asked);
  const ended = outcomes
    .filter(({ run, moved }) => run.depth > 0 && !isLive(moved.state.status))
    .map(({ run, moved }) => ({ run, state: moved.state }));
  if (ended.length > 0) await calls.ended(transaction, ended);
}

/** Calls of ways that were given up, and of runs that were. */
async function stopCalls(
  { transaction, flow, calls }: SaveContext,
  ways: readonly RunWay[],
  outcomes: readonly RunOutcome[],
): Promise<void> {
  if (callsOf(flow.document).length === 0) return;
  const runs = outcomes.filter(({ moved }) => moved.state.status === "cancelled").map(({ run }) => run.id);
  if (ways.length + runs.length > 0) await calls.stop(transaction, { ways, runs });
}

/** What follows when runs and their effects are in the journal, or on their way there. */
async function carryOn(
  context: SaveContext,
  outcomes: readonly RunOutcome[],
  effects: readonly RunEffect[],
): Promise<void> {
  const sends = effects.flatMap(({ run, effect }) => sendRows(run, effect));
  const { db, now } = context.transaction;
  if (sends.length > 0) await addSends(db, sends, now);
  await remind(context, effects);
  await clearEnded(context, outcomes);
  // Flows that these writes set off are started by who started these runs.
  for (const group of Map.groupBy(outcomes, ({ run }) => run.started_by).values()) {
    const commands = commandsOf(group.flatMap(({ moved }) => moved.effects));
    const app = group[0]?.run.app ?? "";
    if (commands.length > 0)
      await context.transaction.execute(systemActor, app, commands, causeOf(context.flow, group));
  }
}

/** Why the records changed: the flow, who started the runs, and the run when there is only one. */
function causeOf(flow: CompiledFlow, outcomes: readonly RunOutcome[]): Cause {
  const { name, id } = flow.document;
  const [first] = outcomes;
  const run = outcomes.length === 1 && first ? { id: first.run.id } : {};
  const startedBy = first?.run.started_by ?? null;
  const details = { flow: id, runs: outcomes.length, startedBy };
  return { type: "flow", label: name.zh || name.en, details, ...run };
}

function isLive(status: RunState["status"]): boolean {
  return status === "running" || status === "waiting";
}

function rowAfter({ run, moved }: RunOutcome, now: Date): RunRow {
  const { status, tokens, blocks, serial, steps, approvals = null, outputs = null, error } = moved.state;
  const live = isLive(status);
  const node = standsAt(moved.state);
  const ended_at = live ? null : now.toISOString();
  const state = { status, node, tokens, blocks, serial, steps, approvals, outputs };
  return { ...run, ...state, error: error ?? null, ended_at };
}

function stepRows({ run, moved }: RunOutcome) {
  return moved.trace.map((step, index) => ({
    run: run.id,
    position: moved.state.steps - moved.trace.length + index,
    node: step.node,
    type: step.type,
    exit: step.exit,
    text: step.text,
    at: step.at,
  }));
}

/** The keys of rosters, worked out once for each with each calendar. */
const keys = new WeakMap<Roster, WeakMap<WorkHours, string>>();

function keyOf(roster: Roster, calendar: WorkHours): string {
  const ofRoster = keys.get(roster) ?? new WeakMap<WorkHours, string>();
  keys.set(roster, ofRoster);
  const key = ofRoster.get(calendar) ?? rosterKey({ ...roster.content, calendar });
  ofRoster.set(calendar, key);
  return key;
}

/** Decisions name the people, teams and calendar among which they were made; these are kept with the first of them. */
async function decisionsAmong(
  context: SaveContext,
  outcomes: readonly RunOutcome[],
  world: BatchWorld | undefined,
): Promise<readonly DecisionRow[]> {
  const { db, now } = context.transaction;
  const rows = outcomes.flatMap((outcome) => decisionRows(context, outcome));
  if (!world || !rows.some(({ basis }) => basis)) return rows;
  const { roster, calendar } = world;
  const key = keyOf(roster, calendar);
  await keepRoster(db, { ...roster.content, calendar, key, now });
  return rows.map((row) => (row.basis ? { ...row, roster: key } : row));
}

function decisionRows(
  { flow, transaction }: SaveContext,
  { run, moved }: RunOutcome,
): readonly DecisionRow[] {
  const { id, name } = flow.document;
  return moved.effects.flatMap((effect) =>
    effect.type === "decision"
      ? [
          {
            id: newId(transaction.now.getTime()),
            app: run.app,
            entity: run.entity,
            record: run.record,
            run: run.id,
            flow: id,
            flow_name: name.zh || name.en,
            at: transaction.now.toISOString(),
            ...effect.decision,
          },
        ]
      : [],
  );
}

interface RunEffect {
  readonly run: RunRow;
  readonly effect: Effect;
}

function timerRows({ run, effect }: RunEffect) {
  if (effect.type !== "timer") return [];
  const line = effect.inLine === true ? { line: `${run.app}/${run.flow}/${effect.node}` } : {};
  return [{ run: run.id, token: effect.token, node: effect.node, due_at: effect.dueAt, ...line }];
}

/** Reminds those whose turn it is at a step. */
async function remind({ transaction }: SaveContext, effects: readonly RunEffect[]): Promise<void> {
  for (const { run, effect } of effects) {
    if (effect.type !== "remind") continue;
    const items = await workOfRuns(transaction.db, [run.id]);
    const users = items
      .filter((item) => item.node === effect.node && item.status === "open")
      .map((item) => item.assignee);
    const { title, body } = effect;
    const notifications = notificationRows(run, { type: "notify", users, title, body }, transaction.now);
    await writeJournal(transaction.db, { notifications });
  }
}

function waysGivenUp(effects: readonly RunEffect[]): readonly RunWay[] {
  return effects.flatMap(({ run, effect }) =>
    effect.type === "withdraw" ? effect.tokens.map((token) => ({ run: run.id, token })) : [],
  );
}

/** Work, timers and sends of ways that were given up. */
async function withdraw(
  { transaction: { db, now } }: SaveContext,
  effects: readonly RunEffect[],
): Promise<void> {
  const ways = waysGivenUp(effects);
  await dropTimersOf(db, ways);
  await dropSendsOfWays(db, ways, now);
  await tellPeople(db, "work-items", await cancelWorkOfWays(db, ways));
}

function workRows(
  run: RunRow,
  effect: Extract<Effect, { type: "work" }>,
  { now, changeSet }: WriteTransaction,
): readonly WorkItemRow[] {
  const ask = newId(now.getTime());
  const ids = effect.assignees.map(() => newId(now.getTime()));
  const inTurn = effect.mode === "sequence";
  return effect.assignees.map((assignee, index) => ({
    id: ids[index] ?? "",
    app: run.app,
    run: run.id,
    flow: run.flow,
    node: effect.node,
    token: effect.token,
    ask,
    kind: effect.kind,
    mode: effect.mode,
    share: effect.share ?? null,
    title: effect.title,
    entity: run.entity,
    record: run.record,
    assignee,
    on_behalf_of: effect.onBehalfOf?.[index] ?? null,
    question: null,
    terms: effect.terms ?? null,
    answer: null,
    locks: effect.locks === true ? changeSet : null,
    status: inTurn && index > 0 ? "later" : "open",
    waits_for: inTurn ? (ids[index - 1] ?? null) : null,
    made_from: null,
    origin: null,
    decision: null,
    comment: null,
    decided_by: null,
    created_at: now.toISOString(),
    due_at: effect.dueAt,
    decided_at: null,
  }));
}

function notificationRows(run: RunRow, effect: Effect, now: Date) {
  if (effect.type !== "notify") return [];
  return effect.users.map((account) => ({
    id: newId(now.getTime()),
    account,
    app: run.app,
    entity: run.entity,
    record: run.record,
    title: effect.title,
    body: effect.body,
    at: now.toISOString(),
    read_at: null,
  }));
}

/** Cancelled runs keep no timers, sends or open work; those of failed ones rest until the run goes on. */
async function clearEnded({ transaction }: SaveContext, outcomes: readonly RunOutcome[]): Promise<void> {
  const cancelled = outcomes
    .filter(({ moved }) => moved.state.status === "cancelled")
    .map(({ run }) => run.id);
  const failed = outcomes.filter(({ moved }) => moved.state.status === "failed").map(({ run }) => run.id);
  await dropTimers(transaction.db, cancelled);
  await holdTimers(transaction.db, failed);
  await dropSendsOfRuns(transaction.db, cancelled, transaction.now);
  await tellPeople(transaction.db, "work-items", await cancelWorkOf(transaction.db, cancelled));
}
