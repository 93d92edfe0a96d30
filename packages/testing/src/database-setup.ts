import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "@mortise/store/embedded";
import { TEST_DATABASE_VARIABLE } from "./database.ts";

const PREFIX = "mortise-test-";
const SETTINGS = { max_connections: 300, autovacuum: "off" };

interface Shared {
  users: number;
  readonly start: Promise<() => Promise<void>>;
}

declare global {
  // Each vitest project loads its own copy of this file, but all of them share one process and one cluster.
  var mortiseTestDatabase: Shared | undefined;
}

/**
 * Vitest's global setup: brings up one embedded cluster for the whole run, in a temporary folder and without waiting
 * for the disk; returns its teardown. With MORTISE_TEST_DATABASE_URL set, that server is used instead.
 */
export async function setup(): Promise<() => Promise<void>> {
  globalThis.mortiseTestDatabase ??= { users: 0, start: startCluster() };
  const shared = globalThis.mortiseTestDatabase;
  shared.users += 1;
  const stop = await shared.start;
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    globalThis.mortiseTestDatabase = undefined;
    await stop();
  };
}

async function startCluster(): Promise<() => Promise<void>> {
  if (process.env[TEST_DATABASE_VARIABLE]) return async () => undefined;
  await removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const database = await startEmbedded({ dataDir: folder, fast: true, settings: SETTINGS });
  process.env[TEST_DATABASE_VARIABLE] = database.url;
  return async () => {
    delete process.env[TEST_DATABASE_VARIABLE];
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Ends the clusters of test runs that were killed, and removes their folders. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length).split("-")[0] : Number.NaN);
    if (!Number.isInteger(pid) || isRunning(pid)) continue;
    const folder = join(tmpdir(), name);
    try {
      if (existsSync(join(folder, "cluster", "postmaster.pid"))) {
        await (await startEmbedded({ dataDir: folder, fast: true })).stop();
      }
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody else's: theirs to clean up.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
