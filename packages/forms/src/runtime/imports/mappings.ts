import type { Clock } from "@mortise/kit";
import { type Actor, ImportMappings, mayBuild, type MappingPlace, type Store } from "@mortise/store";
import { importMappingTaken, importNotAllowed } from "../../errors.ts";
import type { KeptMapping } from "../../model/import/kept-mapping.ts";

/** Mappings that are kept under a name, for all who import into the entity; changed by who keeps them, and by builders. */
export class Mappings {
  readonly #store: Store;
  readonly #kept: ImportMappings;

  constructor({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
    this.#store = store;
    this.#kept = new ImportMappings(store.db, clock);
  }

  /** Those for an entity, by name. */
  async list(actor: Actor, place: MappingPlace): Promise<KeptMapping[]> {
    if (!this.#store.records.permissionSummary(actor, place.app, place.entity).import)
      throw importNotAllowed();
    return (await this.#kept.list(place)).map(({ id, name, mapping, createdBy }) => ({
      id,
      name,
      isOwn: this.#isOwn(actor, place, createdBy),
      // The store keeps what this package wrote into it.
      mapping: mapping as KeptMapping["mapping"],
    }));
  }

  /** Keeps a mapping; one's own of the same name is replaced. */
  async save(
    actor: Actor,
    place: MappingPlace,
    { name, mapping }: Pick<KeptMapping, "name" | "mapping">,
  ): Promise<KeptMapping[]> {
    const wanted = name.trim();
    const before = (await this.list(actor, place)).find((one) => one.name === wanted);
    if (before && !before.isOwn) throw importMappingTaken({ name: wanted });
    await this.#kept.save(place, { name: wanted, mapping, createdBy: actor.userId });
    return this.list(actor, place);
  }

  /** Forgets a mapping; nothing happens to one that belongs to somebody else. */
  async remove(actor: Actor, place: MappingPlace, id: string): Promise<KeptMapping[]> {
    const own = (await this.list(actor, place)).find((one) => one.id === id && one.isOwn);
    if (own) await this.#kept.remove(place, id);
    return this.list(actor, place);
  }

  #isOwn(actor: Actor, { app }: MappingPlace, createdBy: string | null): boolean {
    const isTheirs = createdBy !== null && createdBy === actor.userId;
    return isTheirs || mayBuild(actor, app, this.#store.releases.current(app).catalog);
  }
}
