import type { Expression } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import type { AssignOutcome, Cursor, Effect, Values } from "../effect.ts";
import { loadKey } from "../load-key.ts";
import type { Roster } from "../roster.ts";
import type { WorkHours } from "../work-time.ts";
import type { Cursors, World } from "../world.ts";
import type { PastDecision, PastStart } from "./past.ts";

/** What a world of the past begins with. */
export interface PastWorldOptions {
  readonly timeZone: string;
  readonly calendar: WorkHours;
  /** The people of today, until a decision says who was there. */
  readonly roster: Roster;
  /** Rotations as they stand today, by step: for those that no decision tells of. */
  readonly cursors: Readonly<Record<string, Cursors>>;
}

type Counts = Record<string, number>;

/**
 * The world as it was at one moment after the other. Rotations and counts follow what really happened for as long as the
 * replay decides the same; from the first difference on they follow the replay.
 */
export class PastWorld implements World {
  now = new Date(0);
  readonly timeZone: string;
  readonly calendar: WorkHours;
  readonly isTerse = true;
  roster: Roster;
  #start: PastStart | undefined;
  readonly #cursors = new Map<string, Record<string, Cursor>>();
  /** Rotations, by `node key`, that no longer stand where they stood. */
  readonly #apart = new Set<string>();
  /** How many records people really held. */
  readonly #held = new Map<string, Counts>();
  /** How many more or fewer they hold by the replay. */
  readonly #more: Counts = {};

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

  load(entity: string, when: Expression | undefined): Readonly<Counts> | undefined {
    const held = this.#held.get(loadKey(entity, when));
    if (!held) return undefined;
    const people = new Set([...Object.keys(held), ...Object.keys(this.#more)]);
    return Object.fromEntries(
      [...people].map((id) => [id, Math.max(0, (held[id] ?? 0) + (this.#more[id] ?? 0))]),
    );
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

  /** Says how many records people held when the past began. */
  putLoad(entity: string, when: Expression | undefined, counts: Readonly<Counts>): void {
    this.#held.set(loadKey(entity, when), { ...counts });
  }

  /** Goes to the moment of a start. */
  enter(start: PastStart): void {
    this.#start = start;
    this.now = start.event.at;
    for (const past of start.decisions) {
      this.roster = past.roster ?? this.roster;
      this.#standAt(past);
      for (const [key, counts] of Object.entries(past.basis.loads ?? {}))
        this.#held.set(key, { ...this.#held.get(key), ...counts });
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
    const really = start.decisions.at(-1)?.outcome.owner ?? null;
    const now = outcome?.owner ?? null;
    if (really !== null && really !== before) {
      for (const held of this.#held.values()) held[really] = (held[really] ?? 0) + 1;
      this.#more[really] = (this.#more[really] ?? 0) - 1;
    }
    if (now !== null && now !== before) this.#more[now] = (this.#more[now] ?? 0) + 1;
  }

  /** Moves a rotation on. */
  #turn({ decisions }: PastStart, { node, key, cursor, user }: Extract<Effect, { type: "cursor" }>): void {
    this.#cursors.set(node, { ...this.#cursors.get(node), [key]: cursor });
    const same = decisions.some(
      (past) =>
        past.node === node &&
        past.basis.cursors !== undefined &&
        Object.hasOwn(past.basis.cursors, key) &&
        past.outcome.owner === user,
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
