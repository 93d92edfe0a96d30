import type { SystemDatabase } from "../../system-schema.ts";
import { CompiledQuery, type Kysely } from "kysely";
import type { Pool } from "pg";
import type { Sql } from "../sql-text.ts";

/** Stands in a statement for a value that every run brings of its own. */
export class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** The values of a run by the names of their slots. */
export type SlotValues = Readonly<Record<string, unknown>>;

/** A statement that has been put together once and can run again and again. */
export interface CompiledStatement {
  readonly text: string;
  /** In the order of `$1`, `$2`, …; some may be slots. */
  readonly parameters: readonly unknown[];
}

/** Puts a statement together; slots stay open. */
export function compileStatement(db: Kysely<SystemDatabase>, statement: Sql): CompiledStatement {
  const { sql: text, parameters } = statement.compile(db);
  return { text, parameters };
}

/** Pools behind query builders: outside of transactions a compiled statement goes straight to its pool. */
const pools = new WeakMap<Kysely<SystemDatabase>, Pool>();

/** Says which pool a query builder stands on, so that compiled statements need not pass through the builder. */
export function runStraight(db: Kysely<SystemDatabase>, pool: Pool): void {
  pools.set(db, pool);
}

/** Runs a statement with the values of its slots and answers its rows. */
export async function runStatement<Row>(
  db: Kysely<SystemDatabase>,
  statement: CompiledStatement,
  slots: SlotValues = {},
): Promise<readonly Row[]> {
  const values = statement.parameters.map((one) => (one instanceof Slot ? slots[one.name] : one));
  const pool = pools.get(db);
  if (!pool) return (await db.executeQuery<Row>(CompiledQuery.raw(statement.text, values))).rows;
  // Not by the pool's own `query`: behind others in its queue, that forgets on whose behalf it runs.
  const client = await pool.connect();
  try {
    // Rows are what the statement selects; the caller says what that is.
    return (await client.query(statement.text, values)).rows as readonly Row[];
  } finally {
    client.release();
  }
}
