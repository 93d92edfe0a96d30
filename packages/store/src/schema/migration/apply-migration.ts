import { sql, type Transaction } from "kysely";
import { type ConversionContext, RowConverter } from "../conversion/convert-rows.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { interruptTasks } from "../task/make-way.ts";
import type { MigrationStep, TableLock } from "./migration-step.ts";

/**
 * How long writers may have to wait behind a migration that itself waits for its locks. When it cannot have them all
 * within that time it gives up, lets everybody pass, and comes back. Longer than the second after which PostgreSQL has
 * autovacuum step aside.
 */
const LOCK_PATIENCE = "1300ms";

/** Nothing else can be waited for once the tables are locked, but for a lock that nobody foresaw. */
const FURTHER_LOCKS = "300ms";

/**
 * Takes all locks together, then runs the steps inside the caller's transaction. Locks that cannot be had end it with
 * PostgreSQL's error 55P03 or 57014; the caller rolls back and tries again.
 */
export async function applyMigration(
  transaction: Transaction<SystemDatabase>,
  { steps, locks }: { readonly steps: readonly MigrationStep[]; readonly locks: readonly TableLock[] },
  context: ConversionContext,
): Promise<void> {
  await takeLocks(transaction, locks);
  for (const step of steps) {
    if (step.convert) await convert(transaction, step.convert, context);
    else await sql.raw(step.sql).execute(transaction);
  }
}

async function takeLocks(
  transaction: Transaction<SystemDatabase>,
  locks: readonly TableLock[],
): Promise<void> {
  if (locks.length > 0) {
    await interruptTasks(transaction, locks);
    await sql.raw(`set local statement_timeout = '${LOCK_PATIENCE}'`).execute(transaction);
    // One statement, so that the patience is for all of them together.
    const statements = locks.map(({ table, mode }) => `lock table ${table} in ${mode} mode;`);
    await sql.raw(`do $$ begin ${statements.join(" ")} end $$`).execute(transaction);
    await sql.raw("set local statement_timeout = 0").execute(transaction);
  }
  await sql.raw(`set local lock_timeout = '${FURTHER_LOCKS}'`).execute(transaction);
}

async function convert(
  transaction: Transaction<SystemDatabase>,
  { task, rows }: NonNullable<MigrationStep["convert"]>,
  context: ConversionContext,
): Promise<void> {
  const converter = new RowConverter(context, task);
  let after: string | null = null;
  for (;;) {
    const batch = await converter.batch(transaction, rows === "all" ? { after } : { queued: true });
    if (batch.isEmpty) return;
    after = batch.last ?? after;
  }
}
