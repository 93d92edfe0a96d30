import { type Kysely, sql } from "kysely";
import { quoteIdentifier, schemaName } from "../schema/names.ts";
import { searchIndexName } from "../schema/physical-index.ts";
import type { SystemDatabase } from "../system-schema.ts";

/**
 * Rows that are worth a round: many rows have most of their keys in common, and each key is then looked up once. What
 * waits costs every search about five milliseconds per thousand rows.
 */
const ENOUGH = 4_000;
/** With so many waiting, writers wait too. */
const MOST_WAITING = 30_000;
/** Fewer rows are not left waiting for longer than this. */
const PATIENCE_MS = 1_000;
/** Memory in which keys are sorted before they go to their places. */
const SORTING = "64MB";

/** What waits in the list of one index. */
interface Waiting {
  rows: number;
  /** While the list is being emptied. */
  round: Promise<void> | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Takes the keys of rows that were written in bulk to their places in the index of keyword search. PostgreSQL puts new
 * keys into a list first, which searches read from end to end, and has the writer who fills it empty it. Here another
 * connection does that while the writer goes on.
 */
export class SearchTidy {
  readonly #db: Kysely<SystemDatabase>;
  readonly #waiting = new Map<string, Waiting>();

  constructor(db: Kysely<SystemDatabase>) {
    this.#db = db;
  }

  /** Says that so many rows of `app/entity` were written: their keys are taken to their places before long. */
  note(key: string, rows: number): void {
    const waiting = this.#waiting.get(key) ?? { rows: 0, round: undefined, timer: undefined };
    this.#waiting.set(key, waiting);
    waiting.rows += rows;
    if (waiting.round) return;
    if (waiting.rows >= ENOUGH) this.#begin(key, waiting);
    else waiting.timer ??= setTimeout(() => this.#begin(key, waiting), PATIENCE_MS).unref();
  }

  /** Resolves when a further bulk write to the entity may begin. */
  async room(key: string): Promise<void> {
    const waiting = this.#waiting.get(key);
    if (waiting && waiting.rows > MOST_WAITING) await waiting.round;
  }

  /** Resolves when the keys of all rows that were noted are in their places. */
  async settled(): Promise<void> {
    for (let all = [...this.#waiting]; all.length > 0; all = [...this.#waiting]) {
      for (const [key, waiting] of all) if (!waiting.round) this.#begin(key, waiting);
      for (const [, { round }] of all) await round;
    }
  }

  #begin(key: string, waiting: Waiting): void {
    clearTimeout(waiting.timer);
    waiting.timer = undefined;
    const { rows } = waiting;
    waiting.round = this.#empty(key).then(() => {
      waiting.round = undefined;
      waiting.rows -= rows;
      if (waiting.rows > 0) this.note(key, 0);
      else this.#waiting.delete(key);
    });
  }

  async #empty(key: string): Promise<void> {
    const [app = "", entity = ""] = key.split("/");
    const index = `${quoteIdentifier(schemaName(app))}.${quoteIdentifier(searchIndexName(entity))}`;
    try {
      await this.#db.transaction().execute(async (db) => {
        await sql.raw(`set local maintenance_work_mem = '${SORTING}'`).execute(db);
        await sql`select gin_clean_pending_list(${index}::regclass)`.execute(db);
      });
    } catch {
      // The list is emptied by later writes too: nothing is lost, searches take a little longer until then.
    }
  }
}
