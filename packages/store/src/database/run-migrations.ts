import { type Kysely, sql } from "kysely";
import { databaseTooNew } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** One numbered, forward-only change of the system schema. It runs once, in a transaction. */
export interface Migration {
  /** `0001-accounts`: the number orders it, the words say what it brings. */
  readonly name: string;
  up(db: Kysely<SystemDatabase>): Promise<void>;
}

/** Any fixed number: it keeps two starting processes from migrating at once. */
const MIGRATION_LOCK = 7_305_115;

/**
 * Brings the system schema up to date. All missing migrations run in one transaction under an advisory lock, so
 * several processes may start at once and a failure leaves the schema as it was.
 */
export async function runMigrations(
  db: Kysely<SystemDatabase>,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction);
    await sql`create schema if not exists mortise`.execute(transaction);
    await sql`create table if not exists mortise.migration (
      name text primary key, applied_at timestamptz not null default now())`.execute(transaction);
    const done = await transaction.selectFrom("migration").select("name").execute();
    const applied = new Set(done.map(({ name }) => name));
    const known = new Set(migrations.map(({ name }) => name));
    const unknown = [...applied].find((name) => !known.has(name));
    if (unknown !== undefined) throw databaseTooNew({ name: unknown });
    const missing = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of missing) {
      await migration.up(transaction);
      await transaction.insertInto("migration").values({ name: migration.name }).execute();
    }
    return missing.map(({ name }) => name);
  });
}
