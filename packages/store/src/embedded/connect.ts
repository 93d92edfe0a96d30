import { Client, DatabaseError } from "pg";
import { SUPERUSER } from "./cluster.ts";

/** The database of the product inside an embedded cluster. */
const DATABASE = "mortise";

/** How to reach an embedded database. */
export interface Access {
  readonly port: number;
  readonly password: string;
}

/** Address of one database of the cluster, with the credentials in it. */
export function databaseUrl({ port, password }: Access, database: string = DATABASE): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Result of a real login: in, not yet (starting up or nobody listening), or refused for a reason. */
export type Login = { kind: "in" } | { kind: "not-yet" } | { kind: "refused"; reason: string };

/** Tries to log in once. */
export async function tryLogin(access: Access): Promise<Login> {
  try {
    await withMaintenance(access, async () => undefined);
    return { kind: "in" };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    // 57P03: starting up or shutting down; 53300: all connections taken.
    if (["57P03", "53300", "57P01", "ECONNREFUSED", "ECONNRESET"].includes(code)) return { kind: "not-yet" };
    return { kind: "refused", reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Creates the product's database when the cluster does not have it. */
export async function ensureDatabase(access: Access): Promise<void> {
  await withMaintenance(access, async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`).catch(ignoreDuplicate);
  });
}

/** Another process may create it at the same moment: 42P04 is told early, 23505 late. */
function ignoreDuplicate(error: unknown): void {
  if (!(error instanceof DatabaseError && ["42P04", "23505"].includes(error.code ?? ""))) throw error;
}

/** Number of sessions of other programs on the cluster. */
export async function countSessions(access: Access): Promise<number> {
  return await withMaintenance(access, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return rows[0]?.count ?? 0;
  });
}

async function withMaintenance<T>(access: Access, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: databaseUrl(access, "postgres"),
    connectionTimeoutMillis: 5_000,
  });
  // A session ended by the server must not end this process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
