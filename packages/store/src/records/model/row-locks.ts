import type { SystemDatabase } from "../../system-schema.ts";
import { type Kysely, sql } from "kysely";
import type { EntityModel } from "./entity-model.ts";

/**
 * Locks rows of an entity that stands in several tables, in the order of their ids; the statement that reads them comes
 * afterwards and sees what those wrote who held the locks before. Entities in one table are locked as they are read, by
 * `EntityModel.lockClause`.
 */
export async function lockSplitRows(
  db: Kysely<SystemDatabase>,
  model: EntityModel,
  ids: readonly string[],
): Promise<void> {
  if (model.parts.length === 0) return;
  await sql`select id from ${model.home} where id = any(${[...ids]}::uuid[])
    order by id for no key update`.execute(db);
}
