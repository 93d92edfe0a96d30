import type { Catalog, Problem } from "@mortise/metadata";
import { type Kysely, sql, type Transaction } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { ActualSchema } from "../actual-schema.ts";
import type { MigrationStep } from "./migration-step.ts";
import { quoteIdentifier, tableName } from "../names.ts";

/** How long one statement waits for a lock before the whole migration is given up and tried again. */
const LOCK_TIMEOUT = "3s";

/**
 * Runs the steps of a plan inside the caller's transaction, and stops at the first field that cannot become unique:
 * the caller then rolls back. A lock that cannot be had ends it with PostgreSQL's error 55P03.
 */
export async function applyMigration(
  transaction: Transaction<SystemDatabase>,
  app: string,
  steps: readonly MigrationStep[],
  catalog: Catalog,
): Promise<readonly Problem[]> {
  await sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`).execute(transaction);
  for (const step of steps) {
    const problem = await duplicateProblem(transaction, app, step, catalog);
    if (problem) return [problem];
    await sql.raw(step.sql).execute(transaction);
  }
  return [];
}

/** Values that stand in the way of fields that are to become unique, as far as their columns exist before the migration. */
export async function duplicateProblems(
  db: Kysely<SystemDatabase>,
  app: string,
  plan: { readonly steps: readonly MigrationStep[]; readonly actual: ActualSchema },
  catalog: Catalog,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const step of plan.steps) {
    const table = plan.actual?.find(({ name }) => name === step.entity);
    if (step.field === undefined || !table?.columns.has(step.field)) continue;
    const problem = await duplicateProblem(db, app, step, catalog);
    if (problem) problems.push(problem);
  }
  return problems;
}

async function duplicateProblem(
  db: Kysely<SystemDatabase>,
  app: string,
  { entity, field, makesUnique }: MigrationStep,
  catalog: Catalog,
): Promise<Problem | undefined> {
  if (!makesUnique || field === undefined) return undefined;
  const examples = await duplicates(db, tableName(app, entity), quoteIdentifier(field));
  if (examples.length === 0) return undefined;
  const fields = catalog.find("entity", entity)?.fields ?? [];
  const position = fields.findIndex(({ id }) => id === field);
  const name = fields[position]?.name ?? { zh: field, en: field };
  return {
    document: `entity/${entity}`,
    path: `fields.${position}.unique`,
    severity: "error",
    message: {
      zh: `字段“${name.zh || name.en}”已有重复的值（例如 ${examples.join("、")}），请先合并或修改这些记录`,
      en: `Field “${name.en || name.zh}” already holds duplicate values (such as ${examples.join(", ")}); merge or change those records first`,
    },
  };
}

async function duplicates(
  db: Kysely<SystemDatabase>,
  table: string,
  column: string,
): Promise<readonly string[]> {
  const { rows } = await sql
    .raw<{ value: string }>(
      `select ${column}::text as value from ${table}
       where deleted_at is null and ${column} is not null group by ${column} having count(*) > 1 limit 3`,
    )
    .execute(db);
  return rows.map(({ value }) => value);
}
