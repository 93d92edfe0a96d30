import type { Catalog } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { readActualSchema } from "../schema/actual-schema.ts";
import { planSearch } from "../schema/migration/plan-search.ts";
import { objectName } from "../schema/names.ts";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import { physicalTables } from "../schema/physical-table.ts";
import type { StructureTask } from "../schema/task/structure-task.ts";
import { addTasks, openTasks } from "../schema/task/task-rows.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** Any fixed number: processes that start together ask for the same only once. */
const ALIGN_LOCK = 7_305_119;

/** An app in the form that search is brought up to date for. */
export interface Searched {
  readonly release: number;
  readonly catalog: Catalog;
  readonly fieldType: FieldTypeLookup;
}

/**
 * Asks for the search triggers and indexes of this version where an older one made them: once after an upgrade, nothing
 * afterwards. Tasks carry it out while people write, indexes without stopping anybody; until then keywords are looked for
 * in the text of the rows. Answers how many tasks it added.
 */
export async function alignSearch(
  db: Kysely<SystemDatabase>,
  app: string,
  searched: Searched,
): Promise<number> {
  const tasks = await missingTasks(db, app, searched);
  if (tasks.length === 0) return 0;
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${ALIGN_LOCK})`.execute(transaction);
    const open = (await openTasks(transaction, app)).filter(({ state }) => state !== "failed");
    const asked = new Set(open.map(({ task }) => task.name));
    const added = tasks.filter(({ name }) => !asked.has(name));
    await addTasks(transaction, app, { release: searched.release, stage: "after", tasks: added });
    return added.length;
  });
}

async function missingTasks(
  db: Kysely<SystemDatabase>,
  app: string,
  { catalog, fieldType }: Searched,
): Promise<readonly StructureTask[]> {
  const actual = await readActualSchema(db, app);
  return physicalTables(catalog, fieldType, actual).flatMap((table): readonly StructureTask[] => {
    const { found, entity } = table;
    if (!found) return [];
    const present = new Set(found.indexes.map(({ name }) => name));
    const missing = table.indexes.filter(({ name }) => name.includes("$search$") && !present.has(name));
    if (missing.length === 0) return [];
    const statements = planSearch(app, table, new Set()).map((step) => step.sql);
    const indexes = missing.map(({ name, unique, definition }) => ({
      kind: "index" as const,
      entity,
      table: entity,
      name,
      unique,
      definition,
    }));
    const triggers = { kind: "search" as const, entity, name: objectName("search", entity), statements };
    return statements.length > 0 ? [triggers, ...indexes] : indexes;
  });
}
