import type { Logger } from "@mortise/kit";
import { Pool } from "pg";
import { databaseTooOld } from "../errors.ts";
import { connectionError, errorCode } from "./connection-error.ts";
import { PreparingClient } from "./preparing-client.ts";
import { valueParsers } from "./value-parsers.ts";

/** The oldest major version of PostgreSQL that is supported. */
const OLDEST_POSTGRES = 15;

/** A statement whose asker died ends within so long, instead of working on for nobody; not every system can tell. */
const NOTICE_DEATH = `do $$ begin set client_connection_check_interval = '10s'; exception when others then null; end $$`;

/** How the pool of connections is made. */
export interface PoolOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Most connections at the same time; 10 by default. */
  readonly maxConnections?: number;
  /** How long to wait for a connection while all are in use, or for a new one; ten seconds by default. */
  readonly waitMs?: number;
  /** False: commits do not wait for the disk. They are lost in a crash unless a later commit waited. */
  readonly durable?: boolean;
  /** Connections that nobody used for so long are closed; ten seconds by default. */
  readonly idleMs?: number;
}

/**
 * A pool whose broken connections are logged by their code only (driver errors carry the password)
 * and never end the process. Every session runs in UTC.
 */
export function createPool({
  url,
  logger,
  maxConnections = 10,
  waitMs = 10_000,
  durable = true,
  idleMs = 10_000,
}: PoolOptions): Pool {
  const settings = `set time zone 'UTC'; ${NOTICE_DEATH}${durable ? "" : "; set synchronous_commit = off"}`;
  const pool = new Pool({
    Client: PreparingClient,
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: idleMs,
    types: valueParsers,
    application_name: "mortise",
    onConnect: async (client) => {
      client.on("error", () => undefined);
      await client.query(settings);
    },
  });
  pool.on("error", (error) =>
    logger.warn({ code: errorCode(error) ?? "unknown" }, "a database connection was lost"),
  );
  return pool;
}

/** Proves that the database answers and is new enough; STORE_DATABASE_UNREACHABLE or STORE_DATABASE_TOO_OLD otherwise. */
export async function checkServer(pool: Pool, url: string): Promise<void> {
  let version: string;
  try {
    const { rows } = await pool.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    );
    version = rows[0]?.version ?? "0";
  } catch (error) {
    throw connectionError(url, error);
  }
  const major = Math.floor(Number(version) / 10_000);
  if (major < OLDEST_POSTGRES) throw databaseTooOld({ version: major, needed: OLDEST_POSTGRES });
}
