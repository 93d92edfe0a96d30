import type { Expression } from "@mortise/expression";
import { newId } from "@mortise/kit";
import type { Effect, Values } from "../model/effect.ts";
import { loadKey } from "../model/load-key.ts";
import type { Roster } from "../model/roster.ts";
import type { WorkHours } from "../model/work-time.ts";
import { type Figure, type Search, searchKey } from "../model/search.ts";
import type { Cursors, Need, World } from "../model/world.ts";
import type { WorldSource } from "./world-source.ts";

/** How a world is set up. */
export interface BatchWorldOptions {
  readonly now: Date;
  readonly timeZone: string;
  readonly calendar: WorkHours;
  readonly roster: Roster;
  readonly source: WorldSource;
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
  readonly #loads = new Map<string, Record<string, number>>();
  readonly #found = new Map<string, readonly string[]>();
  readonly #figures = new Map<string, string | null>();

  constructor(options: BatchWorldOptions) {
    this.now = options.now;
    this.timeZone = options.timeZone;
    this.calendar = options.calendar;
    this.roster = options.roster;
    this.#source = options.source;
  }

  record(entity: string, id: string): Values | null | undefined {
    return this.#records.get(`${entity}/${id}`);
  }

  cursors(node: string): Cursors | undefined {
    return this.#cursors.get(node);
  }

  load(entity: string, when: Expression | undefined): Readonly<Record<string, number>> | undefined {
    return this.#loads.get(loadKey(entity, when));
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

  /** Fetches what many runs asked for, each kind at once. */
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
    const nodes = new Set(needs.flatMap((need) => (need.type === "cursor" ? [need.node] : [])));
    if (nodes.size > 0) {
      const cursors = await this.#source.cursors([...nodes]);
      for (const node of nodes) this.#cursors.set(node, cursors[node] ?? {});
    }
    await this.#search(needs);
    for (const need of needs) {
      if (need.type !== "load" || this.load(need.entity, need.when)) continue;
      this.#loads.set(loadKey(need.entity, need.when), {
        ...(await this.#source.load(need.entity, need.when)),
      });
    }
  }

  /** Lets the next run see where rotations and loads stand after this one. */
  apply(effect: Effect): void {
    if (effect.type === "cursor") {
      this.#cursors.set(effect.node, { ...this.#cursors.get(effect.node), [effect.key]: effect.cursor });
      this.#turned.add(effect.node);
    }
    const owner = effect.type === "update" ? effect.values["owner"] : undefined;
    if (typeof owner === "string")
      for (const load of this.#loads.values()) load[owner] = (load[owner] ?? 0) + 1;
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
