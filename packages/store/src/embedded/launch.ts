import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { CLEAN_ENVIRONMENT, lastWords } from "./cluster.ts";
import { databaseNotStarted } from "./errors.ts";
import { type Layout, ownFolder } from "./layout.ts";
import { readPostmaster } from "./postmaster.ts";

const LOG_LIMIT_BYTES = 16 * 2 ** 20;
/** After a crash the old backends need a moment to leave; until then PostgreSQL refuses to start. */
const PASSING =
  /pre-existing shared memory block|lock file .* already exists|Address already in use|could not bind/;

/** Server settings as `name → value`. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** How an attempt to launch went: ready, to be tried again, or ended for a reason. */
export type Launch = { kind: "ready"; pid: number; port: number } | { kind: "again"; reason: string };

/**
 * Starts the database once and waits until it is ready, however long its crash recovery takes.
 * Throws when it ends for a reason that trying again would not mend.
 */
export async function launch(layout: Layout, binaries: Binaries, settings: Settings): Promise<Launch> {
  const port = await freePort();
  const before = rotateLog(layout.log);
  const log = openSync(layout.log, "a", 0o600);
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(
    binaries.postgres,
    ["-D", ownFolder(layout, layout.cluster), "-k", "", "-h", "127.0.0.1", "-p", String(port), ...options],
    // Detached: Ctrl-C in the terminal must not reach the database before we have said goodbye to it.
    {
      cwd: layout.cluster,
      env: CLEAN_ENVIRONMENT,
      detached: true,
      stdio: ["ignore", log, log],
      ...layout.account,
    },
  );
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", () => resolve(readLog(layout.log, before)));
  });
  for (;;) {
    const said = await Promise.race([ended, pause(15)]);
    if (said !== undefined) return judge(said, layout.log);
    const found = readPostmaster(layout.cluster);
    if (found?.isReady && found.pid === child.pid) {
      child.unref();
      return { kind: "ready", pid: found.pid, port: found.port };
    }
  }
}

function judge(said: string, log: string): Launch {
  const reason = lastWords(said);
  if (PASSING.test(said)) return { kind: "again", reason };
  throw databaseNotStarted({ reason, log });
}

function readLog(log: string, from: number): string {
  return existsSync(log) ? readFileSync(log).subarray(from).toString("utf8") : "";
}

/** Puts a grown log aside; returns where the new entries begin. */
function rotateLog(log: string): number {
  if (!existsSync(log)) return 0;
  const { size } = statSync(log);
  if (size < LOG_LIMIT_BYTES) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

/** A port of the loopback interface that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
