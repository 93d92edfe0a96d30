import type { WorkHours } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import type { AssignOutcome, Cursor, Effect, Values } from "../effect.ts";
import type { Kin, KinLookup } from "../kin.ts";
import { amountOf, type Held, type Load } from "../load.ts";
import type { Roster } from "../roster.ts";
import type { Tallies } from "../tally.ts";
import type { Cursors, World } from "../world.ts";
import type { PastDecision, PastStart } from "./past.ts";
import { receiverOf } from "./receiver.ts";
import { PastKin } from "./past-kin.ts";
import { PastLoads, PastTallies } from "./past-shares.ts";

/** What a world of the past begins with. */
export interface PastWorldOptions {
  readonly timeZone: string;
  readonly calendar: WorkHours;
  /** The people of today, until a decision says who was there. */
  readonly roster: Roster;
  /** Rotations as they stand today, by step: for those that no decision tells of. */
  readonly cursors: Readonly<Record<string, Cursors>>;
}

/**
 * The world as it was at one moment after the other. Rotations and counts follow what really happened for as long as the
 * replay decides the same; from the first difference on they follow the replay.
 */
export class PastWorld implements World {
  now = new Date(0);
  readonly timeZone: string;
  calendar: WorkHours;
  readonly isTerse = true;
  roster: Roster;
  #start: PastStart | undefined;
  readonly #cursors = new Map<string, Record<string, Cursor>>();
  /** Rotations, by `node key`, that no longer stand where they stood. */
  readonly #apart = new Set<string>();
  readonly #loads = new PastLoads();
  readonly #tallies = new PastTallies();
  readonly #kin = new PastKin();

  constructor({ timeZone, calendar, roster, cursors }: PastWorldOptions, starts: readonly PastStart[]) {
    this.timeZone = timeZone;
    this.calendar = calendar;
    this.roster = starts.find(({ decisions }) => decisions[0]?.roster)?.decisions[0]?.roster ?? roster;
    for (const [node, ofNode] of Object.entries(cursors)) this.#cursors.set(node, { ...ofNode });
    // Before its first turn a rotation stood where that turn found it.
    for (const { decisions } of starts.toReversed())
      for (const past of decisions.toReversed()) this.#standAt(past);
  }

  record(entity: string, id: string): Values | null {
    const own = this.#start;
    // Other records of then are not known; a decision reads its own.
    return own?.event.record === id && own.flow.document.entity === entity ? own.values : null;
  }

  cursors(node: string): Cursors {
    return this.#cursors.get(node) ?? {};
  }

  load(load: Load): Held | undefined {
    return this.#loads.held(load);
  }

  tallies(): Tallies {
    return this.#tallies.all;
  }

  kin(lookup: KinLookup): readonly Kin[] | undefined {
    const start = this.#start;
    return start && this.#kin.found(lookup, start);
  }

  /** Says whose the records are today that a lookup finds. */
  putKin(lookup: KinLookup, kin: readonly Kin[]): void {
    this.#kin.put(lookup, kin);
  }

  /** What a search would have found then is not known: nothing. */
  found(): readonly string[] {
    return [];
  }

  /** Likewise what a figure amounted to. */
  figure(): null {
    return null;
  }

  newId(): string {
    return "new";
  }

  label(id: string): string | undefined {
    return this.roster.user(id)?.name ?? this.roster.team(id)?.name;
  }

  /** Says how much people held when the past began. */
  putLoad(load: Load, held: Held): void {
    this.#loads.put(load, held);
  }

  /** Goes to the moment of a start. */
  enter(start: PastStart): void {
    this.#start = start;
    this.now = start.event.at;
    for (const past of start.decisions) {
      this.roster = past.roster ?? this.roster;
      this.calendar = past.calendar ?? this.calendar;
      this.#standAt(past);
      this.#loads.stoodAt(past.basis.loads);
      this.#tallies.stoodAt(past.basis.tallies);
    }
  }

  /** Moves on with what a start has led to, in the replay and really. */
  leave(start: PastStart, effects: readonly Effect[], outcome: AssignOutcome | undefined): void {
    for (const effect of effects) if (effect.type === "cursor") this.#turn(start, effect);
    for (const { node, basis } of start.decisions)
      for (const key of Object.keys(basis.cursors ?? {}))
        if (!effects.some((effect) => effect.type === "cursor" && effect.node === node && effect.key === key))
          this.#apart.add(`${node} ${key}`);
    const before = start.event.after["owner"];
    const last = start.decisions.at(-1);
    const really = last ? receiverOf(last.outcome) : null;
    const now = outcome ? receiverOf(outcome) : null;
    const { now: at, timeZone, calendar, roster } = this;
    const moment = { now: at, timeZone, calendar, roster, user: null };
    const amount = (load: Load, owner: string): number =>
      amountOf(start.flow, load, { ...start.values, owner }, moment);
    this.#kin.gave({ record: start.event.record, really, now });
    this.#loads.gave({ really: really === before ? null : really, now: now === before ? null : now, amount });
    const gave = effects.flatMap((effect) => (effect.type === "gave" && effect.by > 0 ? [effect] : []));
    const given = start.decisions.findLast(
      (past) => past.outcome.rule !== null || past.outcome.offered !== undefined,
    );
    this.#tallies.gave(given ? receiverOf(given.outcome) : null, gave);
  }

  /** Moves a rotation on. */
  #turn({ decisions }: PastStart, { node, key, cursor, user }: Extract<Effect, { type: "cursor" }>): void {
    this.#cursors.set(node, { ...this.#cursors.get(node), [key]: cursor });
    const same = decisions.some(
      (past) =>
        past.node === node &&
        past.basis.cursors !== undefined &&
        Object.hasOwn(past.basis.cursors, key) &&
        receiverOf(past.outcome) === user,
    );
    if (!same) this.#apart.add(`${node} ${key}`);
  }

  #standAt({ node, basis }: PastDecision): void {
    for (const [key, cursor] of Object.entries(basis.cursors ?? {})) {
      if (this.#apart.has(`${node} ${key}`)) continue;
      const stands = this.#cursors.get(node)?.[key];
      if (sameCursor(stands, cursor)) continue;
      const { [key]: _old, ...others } = this.#cursors.get(node) ?? {};
      this.#cursors.set(node, cursor ? { ...others, [key]: cursor } : others);
    }
  }
}

function sameCursor(one: Cursor | undefined, other: Cursor | null): boolean {
  if (!one || !other) return !one && !other;
  if (one.last !== other.last || one.place !== other.place) return false;
  if (!one.owed && !other.owed && !one.weights && !other.weights) return true;
  return canonicalJson(one) === canonicalJson(other);
}
