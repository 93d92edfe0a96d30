import type { Logger } from "@mortise/kit";
import { Kysely, PostgresDialect, sql } from "kysely";
import type { Pool } from "pg";
import type { SystemDatabase } from "../system-schema.ts";
import { errorCode } from "./connection-error.ts";
import { createPool } from "./pool.ts";

/** How often it is looked how far behind the copy is. */
const LOOK_EVERY_MS = 1_000;
/** A copy that is further behind is not read from. */
const MOST_BEHIND_MS = 30_000;
const CONNECTIONS = 5;
const WAIT_MS = 3_000;

/** What a copy answers when it lacks a table or column that has just been made, or drops a statement to go on copying. */
const TROUBLE: ReadonlySet<string> = new Set(["40001", "42P01", "42703", "57P01", "57P03", "25006"]);

/**
 * A streaming copy of the database, for figures and exports. While it does not answer, or is more than half a minute behind,
 * the main database is read instead.
 */
export class Replica {
  readonly #pool: Pool;
  readonly #database: Kysely<SystemDatabase>;
  readonly #logger: Logger;
  #behindMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor({ url, logger }: { readonly url: string; readonly logger: Logger }) {
    this.#logger = logger;
    this.#pool = createPool({ url, logger, maxConnections: CONNECTIONS, waitMs: WAIT_MS });
    this.#database = new Kysely<SystemDatabase>({ dialect: new PostgresDialect({ pool: this.#pool }) });
  }

  /** The copy; undefined while it is not to be read from. */
  get db(): Kysely<SystemDatabase> | undefined {
    return this.#isUsable(this.#behindMs) ? this.#database : undefined;
  }

  /** How far behind the main database the copy was when last looked at, in milliseconds; 0 while it is not read from. */
  get behindMs(): number {
    return this.#isUsable(this.#behindMs) ? this.#behindMs : 0;
  }

  /** Looks for the first time, and from then on every second. */
  async start(): Promise<void> {
    await this.look();
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Looks now how far behind the copy is. */
  async look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    await this.#database.destroy();
  }

  async #look(): Promise<void> {
    const before = this.#behindMs;
    let reason: string | undefined;
    try {
      const { rows } = await sql<{ behind: number | null }>`
        select case
          when not pg_is_in_recovery() then 0
          when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() and exists (select from pg_stat_wal_receiver) then 0
          else (extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::float8
        end as behind`.execute(this.#database);
      this.#behindMs = rows[0]?.behind ?? undefined;
    } catch (error) {
      reason = errorCode(error) ?? "unknown";
      this.#behindMs = undefined;
    }
    if (this.#isUsable(before) === this.#isUsable(this.#behindMs)) return;
    if (this.#isUsable(this.#behindMs))
      this.#logger.info({}, "figures and exports are read from the replica");
    else
      this.#logger.warn(
        { behindMs: this.#behindMs, reason },
        "the replica does not keep up; the main database is read instead",
      );
  }

  #isUsable(behindMs: number | undefined): behindMs is number {
    return behindMs !== undefined && behindMs <= MOST_BEHIND_MS;
  }
}

/** Whether a read that failed on the copy may succeed on the main database. */
export function isReplicaTrouble(error: unknown): boolean {
  const code = errorCode(error);
  return code !== undefined && (TROUBLE.has(code) || code.startsWith("08") || code.startsWith("E"));
}
