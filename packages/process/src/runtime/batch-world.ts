import type { WorkHours } from "@mortise/expression";
import { newId } from "@mortise/kit";
import type { Effect, Gave, Values } from "../model/effect.ts";
import { type Kin, kinKey, type KinLookup } from "../model/kin.ts";
import type { Held, Load } from "../model/load.ts";
import type { Roster } from "../model/roster.ts";
import type { RunningFlow } from "../model/running-flow.ts";
import { type Tallies, tallied } from "../model/tally.ts";
import { type Figure, type Search, searchKey } from "../model/search.ts";
import type { Cursors, Need, World } from "../model/world.ts";
import { ChangingKin } from "./assign/changing-kin.ts";
import { ChangingLoads } from "./changing-loads.ts";
import type { WorldSource } from "./world-source.ts";

/** How a world is set up. */
export interface BatchWorldOptions {
  readonly now: Date;
  readonly timeZone: string;
  readonly calendar: WorkHours;
  readonly roster: Roster;
  readonly source: WorldSource;
  /** The flow of the runs. */
  readonly flow: RunningFlow;
}

/** What many runs of one flow look at together; grows by what they need and moves on with what they do. */
export class BatchWorld implements World {
  readonly now: Date;
  readonly timeZone: string;
  readonly calendar: WorkHours;
  readonly roster: Roster;
  readonly #source: WorldSource;
  readonly #records = new Map<string, Values | null>();
  readonly #cursors = new Map<string, Cursors>();
  readonly #turned = new Set<string>();
  readonly #tallies = new Map<string, Tallies>();
  readonly #loads: ChangingLoads;
  readonly #kin: ChangingKin;
  readonly #found = new Map<string, readonly string[]>();
  readonly #figures = new Map<string, string | null>();

  constructor(options: BatchWorldOptions) {
    this.now = options.now;
    this.timeZone = options.timeZone;
    this.calendar = options.calendar;
    this.roster = options.roster;
    this.#source = options.source;
    this.#kin = new ChangingKin(options.flow.catalog);
    const { now, timeZone, calendar, roster } = options;
    this.#loads = new ChangingLoads(options.flow, { now, timeZone, calendar, roster, user: null });
  }

  /** As earlier runs have left it. */
  record(entity: string, id: string): Values | null | undefined {
    return this.#loads.changed(entity, id) ?? this.#records.get(`${entity}/${id}`);
  }

  cursors(node: string): Cursors | undefined {
    return this.#cursors.get(node);
  }

  load(load: Load): Held | undefined {
    return this.#loads.held(load);
  }

  tallies(entity: string): Tallies | undefined {
    return this.#tallies.get(entity);
  }

  kin(lookup: KinLookup): readonly Kin[] | undefined {
    return this.#kin.found(lookup);
  }

  found(search: Search): readonly string[] | undefined {
    return this.#found.get(searchKey(search));
  }

  figure(figure: Figure): string | null | undefined {
    return this.#figures.get(searchKey(figure));
  }

  newId(): string {
    return newId(this.now.getTime());
  }

  label(id: string): string | undefined {
    return this.roster.user(id)?.name ?? this.roster.team(id)?.name;
  }

  /** Puts a record in that is known already. */
  put(entity: string, id: string, values: Values): void {
    this.#records.set(`${entity}/${id}`, values);
  }

  /** Cursors that moved, by node. */
  get turned(): readonly { readonly node: string; readonly cursors: Cursors }[] {
    return [...this.#turned].map((node) => ({ node, cursors: this.#cursors.get(node) ?? {} }));
  }

  /**
   * Fetches what many runs asked for, each kind at once. What locks comes in one order everywhere: what people were given,
   * then rotations.
   */
  async fetch(needs: readonly Need[]): Promise<void> {
    const records = Map.groupBy(
      needs.filter((need) => need.type === "record"),
      (need) => need.entity,
    );
    for (const [entity, wanted] of records)
      await this.#fetchRecords(
        entity,
        wanted.map((need) => need.id),
      );
    for (const need of needs)
      if (need.type === "tallies" && !this.#tallies.has(need.entity))
        this.#tallies.set(need.entity, await this.#source.tallies(need.entity));
    const nodes = new Set(needs.flatMap((need) => (need.type === "cursor" ? [need.node] : [])));
    if (nodes.size > 0) {
      const cursors = await this.#source.cursors([...nodes]);
      for (const node of nodes) this.#cursors.set(node, cursors[node] ?? {});
    }
    await this.#findKin(needs);
    await this.#search(needs);
    for (const need of needs)
      if (need.type === "load" && !this.load(need.load))
        this.#loads.put(need.load, await this.#source.load(need.load));
  }

  /** Lets the next run see what this one has done. */
  apply(effect: Effect): void {
    if (effect.type === "cursor") {
      this.#cursors.set(effect.node, { ...this.#cursors.get(effect.node), [effect.key]: effect.cursor });
      this.#turned.add(effect.node);
    }
    if (effect.type === "gave") this.#give(effect);
    if (effect.type === "create" && effect.id !== undefined)
      this.#kin.change({ entity: effect.entity, id: effect.id, before: {}, after: effect.values });
    if (effect.type === "update") this.#change(effect.entity, effect.id, effect.values);
    if (effect.type === "release") this.#change(effect.entity, effect.id, { owner: null });
  }

  #give(gave: Gave): void {
    const tallies = this.#tallies.get(gave.entity);
    if (tallies) this.#tallies.set(gave.entity, tallied(tallies, gave));
    const record = gave.offered === true ? this.record(gave.entity, gave.record) : null;
    if (record) this.#loads.offer(gave.entity, record, gave);
  }

  #change(entity: string, id: string, values: Values): void {
    const stood = this.record(entity, id);
    if (!stood) return;
    const change = { before: stood, after: { ...stood, ...values } };
    this.#loads.change(entity, id, change);
    this.#kin.change({ entity, id, ...change });
  }

  async #findKin(needs: readonly Need[]): Promise<void> {
    const lookups = new Map(
      needs.flatMap((need) => (need.type === "kin" ? [[kinKey(need.lookup), need.lookup]] : [])),
    );
    if (lookups.size === 0) return;
    const found = await this.#source.kin([...lookups.values()]);
    for (const [index, lookup] of [...lookups.values()].entries()) this.#kin.put(lookup, found[index] ?? []);
  }

  async #search(needs: readonly Need[]): Promise<void> {
    const searches = new Map(
      needs.flatMap((need) => (need.type === "search" ? [[searchKey(need.search), need.search]] : [])),
    );
    if (searches.size > 0) {
      const found = await this.#source.found([...searches.values()]);
      for (const [index, key] of [...searches.keys()].entries()) this.#found.set(key, found[index] ?? []);
    }
    const figures = new Map(
      needs.flatMap((need) => (need.type === "figure" ? [[searchKey(need.figure), need.figure]] : [])),
    );
    if (figures.size === 0) return;
    const amounts = await this.#source.figures([...figures.values()]);
    for (const [index, key] of [...figures.keys()].entries()) this.#figures.set(key, amounts[index] ?? null);
  }

  async #fetchRecords(entity: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#records.set(`${entity}/${id}`, null);
    for (const record of await this.#source.records(entity, ids))
      this.#records.set(`${entity}/${record.id}`, record);
  }
}
