import { canonicalJson } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";
import type { Values } from "../../model/effect.ts";
import {
  type Kin,
  kinKey,
  type KinLookup,
  kinLookupOf,
  type KinShape,
  newestFirst,
} from "../../model/kin.ts";

interface Change {
  readonly entity: string;
  readonly id: string;
  readonly before: Values;
  readonly after: Values;
}

/**
 * Whose records are that hold the same values, while the runs of a batch give records to people: whoever comes later in the
 * batch finds those that came before, as if these had been written.
 */
export class ChangingKin {
  readonly #catalog: Catalog;
  readonly #known = new Map<string, readonly Kin[]>();
  /** The sets of fields that are looked through, by entity. */
  readonly #shapes = new Map<string, Map<string, KinShape>>();
  readonly #changes: Change[] = [];

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Undefined before it was read. */
  found(lookup: KinLookup): readonly Kin[] | undefined {
    return this.#known.get(kinKey(lookup));
  }

  /** Takes an answer as it was read; what has changed before is not in it yet. */
  put(lookup: KinLookup, kin: readonly Kin[]): void {
    const { entity, fields } = lookup;
    const shapes = this.#shapes.get(entity) ?? new Map<string, KinShape>();
    this.#shapes.set(
      entity,
      shapes.set(canonicalJson(fields.map(({ id, isDigits = false }) => [id, isDigits])), { entity, fields }),
    );
    const key = kinKey(lookup);
    this.#known.set(key, kin);
    for (const change of this.#changes)
      if (change.entity === entity) this.#follow({ entity, fields }, change, (touched) => touched === key);
  }

  /** A record is made or changed. */
  change(change: Change): void {
    this.#changes.push(change);
    for (const shape of this.#shapes.get(change.entity)?.values() ?? []) this.#follow(shape, change);
  }

  #follow(
    shape: KinShape,
    { id, before, after }: Change,
    concerns: (key: string) => boolean = () => true,
  ): void {
    const [was, is] = [kinLookupOf(this.#catalog, shape, before), kinLookupOf(this.#catalog, shape, after)];
    if (was) this.#set(kinKey(was), id, null, concerns);
    const { owner } = after;
    if (is) this.#set(kinKey(is), id, typeof owner === "string" ? owner : null, concerns);
  }

  #set(key: string, id: string, owner: string | null, concerns: (key: string) => boolean): void {
    const known = this.#known.get(key);
    if (!known || !concerns(key)) return;
    const others = known.filter((kin) => kin.id !== id);
    this.#known.set(key, owner === null ? others : newestFirst([...others, { id, owner }]));
  }
}
