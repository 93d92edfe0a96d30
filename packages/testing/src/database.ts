import { createHash, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Client, DatabaseError, Pool } from "pg";
import { afterAll, beforeAll } from "vitest";
import { testDatabaseMissing } from "./errors.ts";

/** Environment variable that holds the address of the server on which test databases are made. */
export const TEST_DATABASE_VARIABLE = "MORTISE_TEST_DATABASE_URL";

const SESSIONS_LEAVE_MS = 2_000;

/** A database of its own for one test file or one test. */
export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** A pool on it; ended by `drop`. */
  readonly pool: Pool;
  /** Ends the pool and removes the database. */
  drop(): Promise<void>;
}

/** What a new database starts from. */
export interface TestDatabaseOptions {
  /** First part of the name, to recognise it in a server's list. */
  readonly prefix?: string;
  /** Name of a prepared database that is copied; see `prepareTemplate`. */
  readonly template?: string;
}

/** Makes a new, empty (or copied) database on the test server. */
export async function createDatabase({
  prefix = "test",
  template,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  await asAdministrator((client) =>
    client.query(`create database ${quoted(name)}${template ? ` template ${quoted(template)}` : ""}`),
  );
  const url = urlOf(name);
  const pool = patientPool(url);
  return { name, url, pool, drop: () => dropDatabase(name, pool) };
}

/** Runs work on a new database and removes it afterwards, whatever happens. */
export async function withDatabase<T>(
  work: (database: TestDatabase) => Promise<T>,
  options: TestDatabaseOptions = {},
): Promise<T> {
  const database = await createDatabase(options);
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}

/**
 * Gives a test file (or `describe`) a database of its own: made before its first test, removed after its last.
 * Properties may be read inside tests and hooks only.
 *
 * @example
 * const database = useDatabase();
 * test("…", async () => { await database.pool.query("select 1"); });
 */
export function useDatabase(
  options: TestDatabaseOptions | (() => Promise<TestDatabaseOptions>) = {},
): TestDatabase {
  let current: TestDatabase | undefined;
  const get = (): TestDatabase => {
    if (!current) throw testDatabaseMissing();
    return current;
  };
  beforeAll(async () => {
    current = await createDatabase(typeof options === "function" ? await options() : options);
  });
  afterAll(async () => {
    await current?.drop();
  });
  return {
    get name() {
      return get().name;
    },
    get url() {
      return get().url;
    },
    get pool() {
      return get().pool;
    },
    drop: () => get().drop(),
  };
}

/**
 * Prepares a database once for the whole test run and returns its name, to be copied with `template`.
 * `key` names the preparation: other key, other template. Safe to be called from many test files at once.
 */
export async function prepareTemplate(key: string, prepare: (url: string) => Promise<void>): Promise<string> {
  const name = `template_${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;
  await asAdministrator(async (client) => {
    // The lock is held by this session: other files wait here until the template is complete.
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [name]);
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount) return;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${quoted(draft)} with (force)`);
    await client.query(`create database ${quoted(draft)}`);
    await prepare(urlOf(draft));
    await waitForSessions(client, draft);
    await client.query(`alter database ${quoted(draft)} rename to ${quoted(name)}`);
  });
  return name;
}

/** A pool that outlives the sudden end of its sessions: an error of an idle session must not end the test process. */
function patientPool(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 10 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

async function dropDatabase(name: string, pool: Pool): Promise<void> {
  if (!pool.ended) await pool.end();
  await asAdministrator(async (client) => {
    await waitForSessions(client, name);
    await client.query(`drop database if exists ${quoted(name)} with (force)`);
  });
}

/** `pool.end()` resolves before its sessions are gone; ending them by force would raise 57P01 in them. */
async function waitForSessions(client: Client, name: string): Promise<void> {
  const deadline = performance.now() + SESSIONS_LEAVE_MS;
  while (performance.now() < deadline) {
    const { rowCount } = await client.query("select 1 from pg_stat_activity where datname = $1 limit 1", [
      name,
    ]);
    if (!rowCount) return;
    await pause(10);
  }
}

async function asAdministrator<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: urlOf("postgres") });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const base = process.env[TEST_DATABASE_VARIABLE];
  if (!base) throw testDatabaseMissing();
  const url = new URL(base);
  url.pathname = `/${database}`;
  return url.href;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Tells whether an error came from PostgreSQL with this SQLSTATE. */
export function isSqlState(error: unknown, code: string): boolean {
  return error instanceof DatabaseError && error.code === code;
}
