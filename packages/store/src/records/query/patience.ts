import { type Expression, variablesOf } from "@mortise/expression";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { queryTooSlow } from "../record-errors.ts";

/** So long the database works at a read whose condition may be worked out for each row, in milliseconds. */
const PATIENCE = 20_000;
/** Longer conditions, as stored, are more than a person writes. */
const LONG = 4_000;
const PATTERNS = ['"matches"', '"regexExtract"', '"regexReplace"'];

/** What a read asks of an entity, and how long the database may work at it. */
export interface PatientRead {
  readonly filter: Expression | undefined;
  readonly model: Pick<EntityModel, "field">;
  readonly patience?: number;
}

/**
 * Runs a read; one with a condition that can cost much for each row (totals over child rows, patterns, very long ones) ends
 * with STORE_QUERY_TOO_SLOW when the database has worked at it for long. Others stay free of the transaction this takes.
 */
export async function withPatience<Result>(
  db: Kysely<SystemDatabase>,
  { filter, model, patience = PATIENCE }: PatientRead,
  work: (db: Kysely<SystemDatabase>) => Promise<Result>,
): Promise<Result> {
  if (filter === undefined || filter === null || db.isTransaction || !isHeavy(filter, model)) return work(db);
  try {
    return await db.transaction().execute(async (transaction) => {
      await sql`select set_config('statement_timeout', ${String(patience)}, true)`.execute(transaction);
      return work(transaction);
    });
  } catch (error) {
    throw isCancelled(error)
      ? queryTooSlow({ seconds: Math.ceil(patience / 1000) }, { cause: error })
      : error;
  }
}

function isHeavy(filter: Expression, model: PatientRead["model"]): boolean {
  const text = JSON.stringify(filter);
  if (text.length > LONG || PATTERNS.some((call) => text.includes(call))) return true;
  return variablesOf(filter).some((path) => model.field(path)?.kind === "rows");
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "57014";
}
