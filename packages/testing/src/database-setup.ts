import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
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
  const release = endWithProcess(folder);
  return async () => {
    release();
    delete process.env[TEST_DATABASE_VARIABLE];
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Vitest leaves without teardown when it is interrupted; the cluster must not outlive it. Returns the undoing. */
function endWithProcess(folder: string): () => void {
  const atExit = (): void => {
    const pid = Number(readFileSync(join(folder, "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, "SIGQUIT");
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  };
  const atSignal = (): never => process.exit(143);
  process.once("exit", atExit);
  process.once("SIGTERM", atSignal);
  return () => {
    process.removeListener("exit", atExit);
    process.removeListener("SIGTERM", atSignal);
  };
}

/** Ends the clusters of test runs that were killed, and removes their folders. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length).split("-")[0] : Number.NaN);
    if (!Number.isInteger(pid) || isRunning(pid)) continue;
    const folder = join(tmpdir(), name);
    try {
      for (const dataDir of [folder, join(folder, "postgres")]) {
        if (!existsSync(join(dataDir, "cluster", "postmaster.pid"))) continue;
        await (await startEmbedded({ dataDir, fast: true })).stop();
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
