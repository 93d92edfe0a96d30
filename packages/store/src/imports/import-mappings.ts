import type { Clock } from "@mortise/kit";
import { newId } from "@mortise/kit";
import type { Kysely } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** Which lists a mapping is for. */
export interface MappingPlace {
  readonly app: string;
  readonly entity: string;
}

/** How lists of one kind are imported; the forms engine knows the shape inside. */
export interface KeptMapping {
  readonly id: string;
  readonly name: string;
  readonly mapping: unknown;
  readonly createdBy: string | null;
}

/** Mappings of imports that people keep under a name. Who imports into an entity shares them. */
export class ImportMappings {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;

  constructor(db: Kysely<SystemDatabase>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Those of an entity, by name. */
  async list({ app, entity }: MappingPlace): Promise<readonly KeptMapping[]> {
    const rows = await this.#db
      .selectFrom("import_mapping")
      .select(["id", "name", "mapping", "created_by"])
      .where("app", "=", app)
      .where("entity", "=", entity)
      .orderBy("name")
      .execute();
    return rows.map(({ id, name, mapping, created_by: createdBy }) => ({ id, name, mapping, createdBy }));
  }

  /** Keeps a mapping; one of the same name is replaced. */
  async save(
    { app, entity }: MappingPlace,
    { name, mapping, createdBy }: Omit<KeptMapping, "id">,
  ): Promise<void> {
    const now = this.#clock.now().toISOString();
    const kept = { mapping: JSON.stringify(mapping), created_by: createdBy, updated_at: now };
    await this.#db
      .insertInto("import_mapping")
      .values({ id: newId(this.#clock.now().getTime()), app, entity, name, ...kept })
      .onConflict((conflict) => conflict.columns(["app", "entity", "name"]).doUpdateSet(kept))
      .execute();
  }

  /** Forgets a mapping. */
  async remove({ app, entity }: MappingPlace, id: string): Promise<void> {
    await this.#db
      .deleteFrom("import_mapping")
      .where("app", "=", app)
      .where("entity", "=", entity)
      .where("id", "=", id)
      .execute();
  }
}
