import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** Below so many new rows a table is left to the database's own upkeep. */
const FEW = 2_000;
/** New rows, as a share of those counted last, with which the planner's picture of a table is no longer true. */
const MANY = 0.5;

/** What is known of one table. */
interface Table {
  /** Rows when they were counted last; undefined before the first look. */
  known: number | undefined;
  /** Rows written since. */
  fresh: number;
  round: Promise<void> | undefined;
}

/**
 * Keeps the planner's picture of tables true while they are filled in bulk. PostgreSQL looks once a minute; meanwhile
 * the lists of everybody else are planned for a table that is no more: a pool that was empty is sorted whole, when the
 * first fifty rows of an index would do. Only indexed columns are looked at, which takes a tenth of a second or two.
 */
export class FreshStatistics {
  readonly #db: Kysely<SystemDatabase>;
  readonly #tables = new Map<string, Table>();

  constructor(db: Kysely<SystemDatabase>) {
    this.#db = db;
  }

  /** Says that so many rows were added to a table, by its quoted name. */
  note(table: string, rows: number): void {
    const state = this.#tables.get(table) ?? { known: undefined, fresh: 0, round: undefined };
    this.#tables.set(table, state);
    state.fresh += rows;
    if (!state.round && state.fresh >= Math.max(FEW, (state.known ?? 0) * MANY)) this.#begin(table, state);
  }

  /** Resolves when no table is being looked at. */
  async settled(): Promise<void> {
    for (const { round } of this.#tables.values()) await round;
  }

  #begin(table: string, state: Table): void {
    state.round = this.#look(table, state)
      // Statistics are a help, nothing depends on them: the database's own upkeep comes to the table later.
      .catch(() => undefined)
      .then(() => {
        state.round = undefined;
      });
  }

  async #look(table: string, state: Table): Promise<void> {
    const { fresh } = state;
    const { rows } = await sql<{ known: number; columns: readonly string[] }>`
      select greatest(c.reltuples, 0)::float8 as known, array(
        select distinct quote_ident(a.attname) from pg_index i
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and a.atttypid <> 'tsvector'::regtype) as columns
      from pg_class c where c.oid = ${table}::regclass`.execute(this.#db);
    const [found] = rows;
    if (!found) return;
    state.known ??= found.known;
    if (fresh < state.known * MANY || found.columns.length === 0) return;
    await sql.raw(`analyze (skip_locked) ${table} (${found.columns.join(", ")})`).execute(this.#db);
    state.known += fresh;
    state.fresh -= fresh;
  }
}
