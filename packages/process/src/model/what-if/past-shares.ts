import type { Gave } from "../effect.ts";
import { addTo, type Held, type Load, loadKey } from "../load.ts";
import { type Tallies, tallied } from "../tally.ts";

/** Who was given a record then, and who is by the replay; null is nobody new. */
export interface GivenThen {
  readonly really: string | null;
  readonly now: string | null;
  /** How much the record counts in a load once somebody owns it. */
  readonly amount: (load: Load, owner: string) => number;
}

interface KnownLoad {
  /** Unknown until somebody asks for it: decisions keep only its key. */
  load?: Load;
  /** How much people really held. */
  readonly held: Record<string, number>;
  /** How much more or less they hold by the replay. */
  readonly more: Record<string, number>;
}

/** How much people held at one moment after the other: what decisions kept of it, and how the replay differs. */
export class PastLoads {
  readonly #known = new Map<string, KnownLoad>();
  readonly #given: GivenThen[] = [];

  /** How much each person holds by the replay; undefined when nothing is known of it. */
  held(load: Load): Held | undefined {
    const known = this.#known.get(loadKey(load));
    if (!known) return undefined;
    if (!known.load) {
      known.load = load;
      for (const given of this.#given) differ(known.more, load, given);
    }
    const { held, more } = known;
    const people = new Set([...Object.keys(held), ...Object.keys(more)]);
    return Object.fromEntries([...people].map((id) => [id, Math.max(0, (held[id] ?? 0) + (more[id] ?? 0))]));
  }

  /** Takes how much people held when the past began. */
  put(load: Load, held: Held): void {
    const known = { load, held: { ...held }, more: {} };
    this.#known.set(loadKey(load), known);
    for (const given of this.#given) follow(known, load, given);
  }

  /** Takes what a decision kept. */
  stoodAt(loads: Readonly<Record<string, Held>> = {}): void {
    for (const [key, counts] of Object.entries(loads)) {
      const known = this.#known.get(key) ?? { held: {}, more: {} };
      Object.assign(known.held, counts);
      this.#known.set(key, known);
    }
  }

  /** Moves on past a record. */
  gave(given: GivenThen): void {
    this.#given.push(given);
    for (const known of this.#known.values()) if (known.load) follow(known, known.load, given);
  }
}

function follow({ held, more }: KnownLoad, load: Load, given: GivenThen): void {
  if (given.really !== null) addTo(held, given.really, given.amount(load, given.really));
  differ(more, load, given);
}

function differ(more: Record<string, number>, load: Load, { really, now, amount }: GivenThen): void {
  if (really !== null) addTo(more, really, -amount(load, really));
  if (now !== null) addTo(more, now, amount(load, now));
}

/** What people had been given at one moment after the other. Once the replay gives somebody more or less, it goes by the replay. */
export class PastTallies {
  #all: Tallies = {};
  readonly #apart = new Set<string>();

  /** By person. */
  get all(): Tallies {
    return this.#all;
  }

  /** Takes what a decision kept. */
  stoodAt(tallies: Tallies = {}): void {
    const kept = Object.entries(tallies).filter(([id]) => !this.#apart.has(id));
    if (kept.length > 0) this.#all = { ...this.#all, ...Object.fromEntries(kept) };
  }

  /** Moves on past a record that was given to `really` then. */
  gave(really: string | null, gave: readonly Gave[]): void {
    for (const one of gave) {
      this.#all = tallied(this.#all, one);
      if (one.user !== really) this.#apart.add(one.user);
    }
    if (really !== null && gave.every(({ user }) => user !== really)) this.#apart.add(really);
  }
}
