import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { createIndex } from "../migration/plan-keys.ts";
import { quoteIdentifier, schemaName } from "../names.ts";
import type { IndexTask } from "./structure-task.ts";

/**
 * Builds an index while writers go on. Needs a session of its own, outside of any transaction. What an earlier try left
 * behind is removed first; an index that stands already is left alone. Duplicates end it with PostgreSQL's error 23505.
 */
export async function buildIndex(
  session: Kysely<SystemDatabase>,
  app: string,
  task: IndexTask,
): Promise<void> {
  const present = await indexState(session, app, task.name);
  if (present === "valid") return;
  if (present === "invalid") await dropIndex(session, app, task.name);
  try {
    await sql.raw(createIndex(app, task, true)).execute(session);
  } catch (error) {
    // A build that failed leaves an index that costs every writer and helps no reader.
    await dropIndex(session, app, task.name);
    throw error;
  }
}

/** Removes an index while writers go on; nothing happens when it is not there. */
export async function dropIndex(session: Kysely<SystemDatabase>, app: string, name: string): Promise<void> {
  const index = `${quoteIdentifier(schemaName(app))}.${quoteIdentifier(name)}`;
  await sql.raw(`drop index concurrently if exists ${index}`).execute(session);
}

async function indexState(
  session: Kysely<SystemDatabase>,
  app: string,
  name: string,
): Promise<"absent" | "valid" | "invalid"> {
  const { rows } = await sql<{ valid: boolean }>`
    select x.indisvalid as valid from pg_index x join pg_class i on i.oid = x.indexrelid
    join pg_namespace n on n.oid = i.relnamespace
    where n.nspname = ${schemaName(app)} and i.relname = ${name}`.execute(session);
  if (!rows[0]) return "absent";
  return rows[0].valid ? "valid" : "invalid";
}
