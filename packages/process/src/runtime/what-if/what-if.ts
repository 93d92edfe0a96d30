import type { RouteOutput, whatIfRoutes } from "@mortise/contract";
import type { Catalog, FlowDocument } from "@mortise/metadata";
import { type Actor, Breath } from "@mortise/store";
import { whatIfCalled, whatIfCalls } from "../../errors.ts";
import { flowsBelow } from "../../model/calls/call-circle.ts";
import { signatureOf } from "../../model/calls/signature-of.ts";
import { givesOwners } from "../../nodes/assign/gives-owners.ts";
import { addTo, amountOf, type Held, type Load } from "../../model/load.ts";
import type { Roster } from "../../model/roster.ts";
import type { WorkHours } from "@mortise/expression";
import { compare, lateTasks, ownerAfter, ownerBefore } from "../../model/what-if/compare.ts";
import { type FlowOfMoment, findStarts } from "../../model/what-if/find-starts.ts";
import type { PastStart } from "../../model/what-if/past.ts";
import { PastWorld } from "../../model/what-if/past-world.ts";
import type { Pause } from "../../model/what-if/pause.ts";
import { type Replayed, replay } from "../../model/what-if/replay.ts";
import type { Need } from "../../model/world.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { draftFlow } from "../rehearse-flow.ts";
import { rosterOf } from "../read-roster.ts";
import { recordTitles } from "../record-titles.ts";
import { dryRunSource } from "../world-source.ts";
import { type KnownPast, readPast } from "./read-past.ts";

const DAY = 86_400_000;
/** So many of the newest decisions are made again to see whether they come out the same. */
const ENOUGH_TO_TRUST = 5_000;

type Answer = RouteOutput<typeof whatIfRoutes.whatIf>;

/** What is asked. */
export interface WhatIfInput {
  readonly app: string;
  /** The draft. */
  readonly flow: FlowDocument;
  readonly days: number;
}

/** By which clock and among which people it is replayed. */
interface Among {
  readonly timeZone: string;
  readonly calendar: WorkHours;
  readonly roster: Roster;
}

/** What a replay works with. */
interface Replaying {
  readonly parts: ProcessParts;
  readonly actor: Actor;
  readonly app: string;
  readonly past: KnownPast;
  readonly roster: Roster;
  readonly pause: Pause;
}

/**
 * Replays the records of the last days through a draft, against the people, turns and values of then: who would have got
 * what. Nothing is written. Only records that the actor sees count; a flow that reads fields the actor may not see in
 * clear is refused (FLOW_WHAT_IF_WITHHELD). What was really decided is replayed beside it, by the rules of then: how much of it
 * comes out again says how far the answer can be trusted.
 */
export async function whatIf(
  parts: ProcessParts,
  library: FlowLibrary,
  actor: Actor,
  { app, flow: draft, days }: WhatIfInput,
): Promise<Answer> {
  const { catalog } = parts.releases.current(app);
  const flow = library.compile(draftFlow(draft, catalog, actor), catalog);
  requireReplayable(flow.document, catalog, actor);
  const now = parts.clock.now();
  const since = new Date(now.getTime() - days * DAY);
  const pause = new Breath();
  const past = await readPast(parts, library, actor, { app, flow, since, pause });
  const replaying = { parts, actor, app, past, pause, roster: await rosterOf(parts.db, app, now) };
  const { timeZone } = parts;
  const among = { timeZone, calendar: parts.releases.calendar(), roster: replaying.roster, now };
  const played = await replayAll(replaying, () => flow);
  const figures = compare(flow, played, among);
  const late = lateTasks(played, among);
  const again = await replayAll(
    replaying,
    ([first]) => first && past.flows.get(first.release),
    late ? played.length : ENOUGH_TO_TRUST,
  );
  const titles = await recordTitles(
    parts,
    actor,
    figures.changes.map(({ record }) => ({ app, entity: flow.document.entity, record })),
  );
  return {
    from: since.toISOString(),
    isCut: past.isCut,
    starts: figures.starts,
    changed: figures.changed,
    moves: [...figures.moves],
    people: [...figures.people],
    unassigned: figures.unassigned,
    rules: figures.rules.map(({ node, key, name, hits, covered }) => ({ node, key, name, hits, covered })),
    changes: figures.changes.map(({ at, ...change }) => ({
      ...change,
      at: at.toISOString(),
      title: titles.get(change.record) ?? "",
    })),
    reproduced:
      again.length === 0
        ? null
        : { same: again.filter((one) => ownerAfter(one) === ownerBefore(one)).length, of: again.length },
    tasks: late ? { before: lateTasks(again, among) ?? null, after: late } : null,
    names: namesOf(figures, replaying.roster),
  };
}

/** Only steps of the flow itself are replayed: refuses what other flows would decide. */
function requireReplayable(flow: FlowDocument, catalog: Catalog, { locale }: Actor): void {
  if (signatureOf(flow)) throw whatIfCalled();
  const giving = flowsBelow(flow, catalog).find(givesOwners);
  if (giving) throw whatIfCalls({ flow: giving.name[locale] });
}

async function replayAll(
  { parts, actor, app, past, roster, pause }: Replaying,
  flowOf: FlowOfMoment,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly Replayed[]> {
  const among = { timeZone: parts.timeZone, calendar: parts.releases.calendar(), roster };
  const all = await findStarts(flowOf, past.events, past.decided, { ...among, pause });
  const starts = most < all.length ? all.slice(-most) : all;
  const world = new PastWorld({ ...among, cursors: past.cursors }, starts);
  const source = dryRunSource({ reader: parts.gateway, actor, app }, parts.db);
  const fetch = async (needs: readonly Need[]): Promise<void> => {
    const lookups = needs.flatMap((need) => (need.type === "kin" ? [need.lookup] : []));
    const kin = await source.kin(lookups);
    for (const [index, lookup] of lookups.entries()) world.putKin(lookup, kin[index] ?? []);
    for (const need of needs) {
      if (need.type !== "load") continue;
      world.putLoad(need.load, atFirst(await source.load(need.load), { load: need.load, starts, among }));
    }
  };
  const played: Replayed[] = [];
  for (const start of starts) {
    if (pause.isDue()) await pause.take();
    let one = replay(start, world);
    while ("needs" in one) {
      await fetch(one.needs);
      one = replay(start, world);
    }
    played.push(one);
  }
  return played;
}

/** How much people held before the records of the past came: what they hold today without what they were given since. */
function atFirst(
  held: Held,
  {
    load,
    starts,
    among,
  }: { readonly load: Load; readonly starts: readonly PastStart[]; readonly among: Among },
): Held {
  const first: Record<string, number> = { ...held };
  for (const { flow, event, values, owner } of starts) {
    if (owner === null) continue;
    const moment = { ...among, now: event.at, user: null };
    addTo(first, owner, -amountOf(flow, load, { ...values, owner }, moment));
    first[owner] = Math.max(0, first[owner] ?? 0);
  }
  return first;
}

function namesOf({ people, moves }: ReturnType<typeof compare>, roster: Roster): Record<string, string> {
  const ids = [...people.map(({ id }) => id), ...moves.flatMap(({ from, to }) => [from, to])];
  return Object.fromEntries(
    ids.flatMap((id) => (id === null ? [] : [[id, roster.user(id)?.name ?? ""] as const])),
  );
}
