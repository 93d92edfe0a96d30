import type { Catalog } from "@mortise/metadata";
import type { Kysely } from "kysely";
import { indexUnknown } from "../errors.ts";
import { readActualSchema } from "../schema/actual-schema.ts";
import { decideAdvice, listAdvice, refusedAdvice, unusedAdvice } from "../schema/advice/advice-rows.ts";
import { planMigration } from "../schema/migration/plan-migration.ts";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import type { DropTask, StructureTask } from "../schema/task/structure-task.ts";
import { addTasks } from "../schema/task/task-rows.ts";
import type { SystemDatabase } from "../system-schema.ts";

/**
 * Looks over the indexes of one app: those for views and reports that nobody has used for two weeks go, those that are
 * wanted and missing because the table has grown since are built. Answers how many tasks that made.
 */
export async function reviewIndexes(
  db: Kysely<SystemDatabase>,
  app: string,
  {
    release,
    catalog,
    fieldType,
  }: { readonly release: number; readonly catalog: Catalog; readonly fieldType: FieldTypeLookup },
): Promise<number> {
  const drops: DropTask[] = [];
  for (const { name, entity } of await unusedAdvice(db, app)) {
    await decideAdvice(db, app, { name, state: "unused" });
    drops.push({ kind: "drop", entity, name });
  }
  const actual = await readActualSchema(db, app);
  const refused = await refusedAdvice(db, app);
  const plan = planMigration({ app, release, before: catalog, after: catalog, actual, fieldType, refused });
  const missing = plan.after.filter((task) => task.kind === "index" && task.advice !== undefined);
  const tasks: readonly StructureTask[] = [...missing, ...drops];
  await addTasks(db, app, { release, stage: "after", tasks });
  return tasks.length;
}

/** Takes an index for views and reports away for good, or forgets that it was; STORE_INDEX_UNKNOWN for other names. */
export async function declineOrAllow(
  db: Kysely<SystemDatabase>,
  app: string,
  { name, keep, release }: { readonly name: string; readonly keep: boolean; readonly release: number },
): Promise<void> {
  const known = (await listAdvice(db, app)).find((advice) => advice.name === name);
  if (!known) throw indexUnknown();
  await decideAdvice(db, app, { name, state: keep ? "allowed" : "declined" });
  if (keep) return;
  const task: DropTask = { kind: "drop", entity: known.entity, name };
  await addTasks(db, app, { release, stage: "after", tasks: [task] });
}
