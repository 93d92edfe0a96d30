import type { Values } from "../model/effect.ts";
import type { FlowMoment } from "../model/flow-environment.ts";
import { addTo, amountOf, type Held, type Load, loadKey } from "../model/load.ts";
import type { RunningFlow } from "../model/running-flow.ts";

/** A record before and after some change. */
interface Change {
  readonly before: Values;
  readonly after: Values;
}

/**
 * How much people hold while the runs of a batch change who owns what. A load that is read later than some of these
 * changes takes them in too: they are not written yet.
 */
export class ChangingLoads {
  readonly #flow: RunningFlow;
  readonly #moment: FlowMoment;
  readonly #loads = new Map<string, { readonly load: Load; readonly held: Record<string, number> }>();
  /** Records as the batch found them, and as they stand now. */
  readonly #changes = new Map<string, Change>();
  readonly #offers: {
    readonly entity: string;
    readonly record: Values;
    readonly user: string;
    readonly by: 1 | -1;
  }[] = [];

  constructor(flow: RunningFlow, moment: FlowMoment) {
    this.#flow = flow;
    this.#moment = moment;
  }

  /** How much each person holds; undefined before it was read. */
  held(load: Load): Held | undefined {
    return this.#loads.get(loadKey(load))?.held;
  }

  /** A record as it stands now; undefined when nothing about it has changed. */
  changed(entity: string, id: string): Values | undefined {
    return this.#changes.get(`${entity}/${id}`)?.after;
  }

  /** Takes a load as it was read. */
  put(load: Load, held: Held): void {
    const known = { load, held: { ...held } };
    this.#loads.set(loadKey(load), known);
    for (const [key, change] of this.#changes)
      if (key.startsWith(`${load.entity}/`)) this.#count(known, change);
    for (const { entity, record, user, by } of this.#offers)
      if (entity === load.entity) this.#add(load, known.held, { ...record, owner: user }, by);
  }

  /** A record is changed. */
  change(entity: string, id: string, { before, after }: Change): void {
    const key = `${entity}/${id}`;
    this.#changes.set(key, { before: this.#changes.get(key)?.before ?? before, after });
    for (const known of this.#loads.values())
      if (known.load.entity === entity) this.#count(known, { before, after });
  }

  /** A record is offered to somebody, or with `by` −1 no longer: it counts as if it were theirs. */
  offer(entity: string, record: Values, { user, by }: { readonly user: string; readonly by: 1 | -1 }): void {
    for (const { load, held } of this.#loads.values())
      if (load.entity === entity) this.#add(load, held, { ...record, owner: user }, by);
    this.#offers.push({ entity, record, user, by });
  }

  #count({ load, held }: { load: Load; held: Record<string, number> }, { before, after }: Change): void {
    this.#add(load, held, before, -1);
    this.#add(load, held, after, 1);
  }

  #add(load: Load, held: Record<string, number>, record: Values, sign: 1 | -1): void {
    const { owner } = record;
    if (typeof owner === "string")
      addTo(held, owner, sign * amountOf(this.#flow, load, record, this.#moment));
  }
}
