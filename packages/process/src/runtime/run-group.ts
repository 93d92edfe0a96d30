import type { WorkHours } from "@mortise/expression";
import { AppError, type LocalizedText } from "@mortise/kit";
import {
  lockRuns,
  noteWoken,
  type RunRow,
  savepoint,
  systemActor,
  writeJournal,
  type WriteTransaction,
} from "@mortise/store";
import { flowStorm } from "../errors.ts";
import { NO_RECORD } from "../model/no-record.ts";
import { advance } from "../model/advance.ts";
import type { CompiledFlow } from "../model/compiled-flow.ts";
import type { Effect, Values } from "../model/effect.ts";
import type { Roster } from "../model/roster.ts";
import type { Advance, Advanced, FlowEvent, RunState } from "../model/run-state.ts";
import type { Need } from "../model/world.ts";
import { BatchWorld } from "./batch-world.ts";
import type { CallPort } from "./calls/call-port.ts";
import { refusalReason } from "./refusal-reason.ts";
import { refusedStep } from "./refused-step.ts";
import { endedRun, type RunOutcome, saveOutcomes } from "./save-outcomes.ts";
import { stormGuard } from "./storm-guard.ts";
import { writeSource } from "./world-source.ts";

/** Rounds of fetching before a flow is considered broken; each round of a loop may need one. */
const ROUNDS = 250;

/** A run about to move, by the events of this moment in their order. */
export interface RunMove {
  readonly run: RunRow;
  readonly events: readonly FlowEvent[];
  /** Steps that are passed over. */
  readonly skips?: readonly string[];
}

/** Runs of one flow that move together inside a write. */
export interface RunGroup {
  readonly transaction: WriteTransaction;
  readonly flow: CompiledFlow;
  readonly moves: readonly RunMove[];
  readonly roster: Roster;
  readonly timeZone: string;
  readonly calendar: WorkHours;
  readonly calls: CallPort;
  /** Records known already, by id. */
  readonly records: ReadonlyMap<string, Values>;
}

/** The state the interpreter works with. */
function stateOf(run: RunRow, skips: readonly string[] = []): RunState {
  return {
    ...(skips.length > 0 ? { skips } : {}),
    status: run.status,
    tokens: run.tokens,
    blocks: run.blocks,
    serial: run.serial,
    steps: run.steps,
    entity: run.entity,
    record: run.record,
    startedBy: run.started_by,
    ...(run.keeps_owner ? { keepsOwner: true } : {}),
    ...(run.approvals ? { approvals: run.approvals } : {}),
    ...(run.outputs ? { outputs: run.outputs } : {}),
    // Kept from a change batch, whose values are values.
    ...(run.old ? { old: run.old as Values } : {}),
  };
}

/**
 * Moves all runs of the group and carries out their effects, a few statements for all of them. A refusal of one
 * run's writes does not undo the others or the person's own write: the group is halved until the culprit is alone,
 * and that run ends as failed with the reason.
 */
export async function moveGroup(group: RunGroup): Promise<void> {
  const { transaction, moves } = group;
  const [first] = moves;
  if (!first) return;
  const guard = stormGuard(transaction.db);
  if (!guard.isInside) guard.ask(moves.length);
  try {
    await guard.around(async () => {
      const progress = await advanceTogether(group);
      const save = () => carryOut(group, progress);
      // Only what is written to records can be refused.
      await (progress.outcomes.some(changesRecords) ? savepoint(transaction.db, save) : save());
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    // A storm ends with the run that began it, not with each that it set off.
    if (guard.isInside && error.code === flowStorm.code) throw error;
    if (moves.length === 1) return fail(group, first, refusalReason(error, group.flow));
    const middle = Math.ceil(moves.length / 2);
    await moveGroup({ ...group, moves: moves.slice(0, middle) });
    await moveGroup({ ...group, moves: moves.slice(middle) });
  }
}

/** How far the runs of a group got, in their order. */
interface Progress {
  readonly outcomes: readonly RunOutcome[];
  /** Runs that would overtake earlier ones, which go on only once something is written. */
  readonly held: readonly RunMove[];
}

/**
 * Carries out what runs ask for. Those that search what they have just asked to be written go on once it is written, and
 * with them those that came later and share out what they will; what their writes set off may have moved or ended them meanwhile.
 */
async function carryOut(group: RunGroup, { outcomes, held, world }: Progress & InWorld): Promise<void> {
  const { db } = group.transaction;
  // Flows set off by what is written next find them.
  if (held.length > 0) await writeJournal(db, { runs: held.map(({ run }) => run) });
  await saveOutcomes(group, outcomes, world);
  const rest = new Map(outcomes.flatMap(({ run, moved }) => (moved.rest ? [[run.id, moved.rest]] : [])));
  for (const { run, events } of held) rest.set(run.id, events);
  if (rest.size === 0) return;
  const runs = new Map((await lockRuns(db, [...rest.keys()])).map((run) => [run.id, run]));
  const moves = group.moves.flatMap((move) => {
    const run = runs.get(move.run.id);
    return run ? [{ run, events: rest.get(run.id) ?? [] }] : [];
  });
  const later = { ...group, moves, records: new Map() };
  await carryOut(later, await advanceTogether(later));
}

/** A run that is alone to blame ends as failed at the step whose writes were refused; what had woken it is kept. */
async function fail(group: RunGroup, move: RunMove, reason: LocalizedText): Promise<void> {
  const { transaction } = group;
  const { run, events } = move;
  await saveOutcomes(group, [{ run, moved: failed(run, reason) }]);
  const {
    outcomes: [tried],
  } = await advanceTogether({ ...group, moves: [move] });
  const node = tried ? await refusedStep(transaction, run.app, tried.moved) : null;
  await noteWoken(transaction.db, { run: run.id, events, node });
}

function failed(run: RunRow, reason: LocalizedText): Advanced {
  return {
    kind: "advanced",
    state: { ...stateOf(run), status: "failed", error: reason },
    effects: [],
    trace: [],
  };
}

interface InWorld {
  readonly world: BatchWorld;
}

async function advanceTogether(group: RunGroup): Promise<Progress & InWorld> {
  const { transaction, flow, roster, timeZone, calendar, moves } = group;
  const app = moves[0]?.run.app ?? "";
  const reading = { reader: transaction, actor: systemActor, app };
  const source = writeSource(reading, transaction.db, flow);
  const world = new BatchWorld({ now: transaction.now, timeZone, calendar, roster, source, flow });
  // What is about no record finds an empty one in its place.
  world.put(flow.document.entity, NO_RECORD, { id: NO_RECORD });
  for (const [id, values] of group.records) world.put(flow.document.entity, id, values);
  return { ...(await advanceAll(flow, moves, world)), world };
}

/** What stays within the journal. */
const JOURNALED: ReadonlySet<Effect["type"]> = new Set([
  "notify",
  "remind",
  "work",
  "timer",
  "send",
  "withdraw",
  "cursor",
  "gave",
  "decision",
]);

function changesRecords({ moved }: RunOutcome): boolean {
  return moved.effects.some(({ type }) => !JOURNALED.has(type));
}

/** What others share in: whose turn it is, who has how much. */
function sharesOut({ effects }: Advanced): boolean {
  return effects.some(({ type }) => type === "cursor" || type === "gave");
}

/** The first run shows what all of them need: what is the same for the others is there when their turn comes. */
async function advanceAll(
  flow: CompiledFlow,
  moves: readonly RunMove[],
  world: BatchWorld,
): Promise<Progress> {
  const first = await advanceRounds(flow, moves.slice(0, 1), { world, isHeld: false });
  const isHeld = first.outcomes.some(({ moved }) => moved.rest !== undefined);
  const others = await advanceRounds(flow, moves.slice(1), { world, isHeld });
  return { outcomes: [...first.outcomes, ...others.outcomes], held: others.held };
}

/**
 * Moves runs as far as what is known goes, fetches what they ask for, and moves the others. No run overtakes another: whoever
 * came after one that has to know more waits with it, so that turns are taken in the order of arrival.
 */
async function advanceRounds(
  flow: CompiledFlow,
  moves: readonly RunMove[],
  { world, isHeld }: InWorld & { readonly isHeld: boolean },
): Promise<Progress> {
  const outcomes: RunOutcome[] = [];
  const held: RunMove[] = [];
  let isBehind = isHeld;
  let waiting = moves;
  for (let round = 0; waiting.length > 0 && round < ROUNDS; round += 1) {
    const needs: Need[] = [];
    const later: RunMove[] = [];
    for (const move of waiting) {
      const moved = gone(move, world) ?? advance(flow, stateOf(move.run, move.skips), move.events, world);
      if (moved.kind === "needs") needs.push(...moved.needs);
      if (moved.kind === "needs" || later.length > 0) {
        later.push(move);
        continue;
      }
      if (isBehind && sharesOut(moved)) {
        held.push(move);
        continue;
      }
      for (const effect of moved.effects) world.apply(effect);
      outcomes.push({ run: move.run, moved });
      if (moved.rest) isBehind = true;
    }
    if (needs.length > 0) await world.fetch(needs);
    waiting = later;
  }
  const stuck = waiting.map(({ run, events }) => ({
    run,
    moved: { ...failed(run, NEEDS_TOO_MUCH), retry: events },
  }));
  return { outcomes: [...outcomes, ...stuck], held };
}

const NEEDS_TOO_MUCH: LocalizedText = { zh: "流程需要读取的数据太多", en: "The flow needs to read too much" };
const RECORD_GONE: LocalizedText = { zh: "记录已删除", en: "The record was deleted" };

/** A run whose record is gone is cancelled; undefined when it is there. */
function gone({ run }: RunMove, world: BatchWorld): Advance | undefined {
  const record = world.record(run.entity, run.record);
  if (record === undefined)
    return { kind: "needs", needs: [{ type: "record", entity: run.entity, id: run.record }] };
  return record === null ? endedRun(run, "cancelled", RECORD_GONE) : undefined;
}
