import { setTimeout as pause } from "node:timers/promises";
import { type Logger, silentLogger } from "@mortise/kit";
import { type Binaries, locateBinaries } from "./binaries.ts";
import { ensureCluster, readOrCreatePassword } from "./cluster.ts";
import { type Access, countSessions, databaseUrl, ensureDatabase, tryLogin } from "./connect.ts";
import { databaseNotStarted, databaseUnreachable } from "./errors.ts";
import { type Settings, launch } from "./launch.ts";
import { type Layout, prepareLayout } from "./layout.ts";
import { type Postmaster, livingPostmaster } from "./postmaster.ts";
import { stopPostmaster } from "./stop.ts";

/** How to run an embedded database. */
export interface EmbeddedOptions {
  /** A folder of its own for this database: `cluster`, `password` and the log are kept in it. */
  readonly dataDir: string;
  /** For tests: no waiting for the disk. A crash of the machine may then lose everything. */
  readonly fast?: boolean;
  /** Further server settings, for instance `{ shared_buffers: "256MB" }`. */
  readonly settings?: Settings;
  readonly logger?: Logger;
}

/** A running embedded database. */
export interface EmbeddedDatabase {
  /** Address of the product's database, with the password in it: never log it. */
  readonly url: string;
  readonly port: number;
  /** True when it was running already: left behind by a killed server, or shared with another one. */
  readonly adopted: boolean;
  /**
   * Stops the database and waits for its end; calling it again returns the same promise.
   * An adopted one that another program still uses is left running.
   */
  stop(): Promise<void>;
}

const RETRY_FOR_MS = 15_000;
const STANDARD_SETTINGS: Settings = {
  timezone: "UTC",
  log_timezone: "UTC",
  // Sized for a server with 2 GB: room for the indexes of some hundred thousand records.
  shared_buffers: "256MB",
  work_mem: "16MB",
  max_wal_size: "2GB",
  // Checkpoints come with the amount that was written, not with the clock: after each of them every page is logged whole once.
  checkpoint_timeout: "15min",
  wal_buffers: "16MB",
  // Solid-state disks: reading an index is as good as reading the table, so counts and figures use the narrow indexes.
  random_page_cost: "1.1",
};
const FAST_SETTINGS: Settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/**
 * Brings up the PostgreSQL of a data folder: creates it the first time, adopts one that is still running, recovers one
 * that was killed. Needs no installed PostgreSQL and no rights; as root it runs under an unprivileged account.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const layout = prepareLayout(options.dataDir);
  const binaries = locateBinaries(layout.account);
  const password = readOrCreatePassword(layout);
  await ensureCluster(layout, binaries, options.fast ?? false);
  const settings = { ...STANDARD_SETTINGS, ...(options.fast ? FAST_SETTINGS : {}), ...options.settings };
  const running = await adoptOrLaunch(layout, binaries, settings, password);
  const access = { port: running.port, password };
  await ensureDatabase(access);
  (options.logger ?? silentLogger).info(
    { folder: layout.folder, port: running.port, adopted: running.adopted },
    running.adopted ? "embedded database adopted" : "embedded database started",
  );
  let stopping: Promise<void> | undefined;
  return {
    url: databaseUrl(access),
    port: running.port,
    adopted: running.adopted,
    stop: () => (stopping ??= stopUnlessShared(running, access)),
  };
}

interface Running {
  readonly pid: number;
  readonly port: number;
  readonly adopted: boolean;
}

async function adoptOrLaunch(
  layout: Layout,
  binaries: Binaries,
  settings: Settings,
  password: string,
): Promise<Running> {
  const deadline = performance.now() + RETRY_FOR_MS;
  for (;;) {
    const living = livingPostmaster(layout.cluster);
    if (living) {
      const adopted = await adopt(layout, living, password, deadline);
      if (adopted) return adopted;
      await pause(100);
      continue;
    }
    const result = await launch(layout, binaries, settings);
    if (result.kind === "ready") return { pid: result.pid, port: result.port, adopted: false };
    if (performance.now() > deadline) throw databaseNotStarted({ reason: result.reason, log: layout.log });
    await pause(200);
  }
}

/** Takes over a running database; undefined while it is still starting up or on its way out. */
async function adopt(
  layout: Layout,
  living: Postmaster,
  password: string,
  deadline: number,
): Promise<Running | undefined> {
  if (!living.isReady) return undefined;
  const login = await tryLogin({ port: living.port, password });
  if (login.kind === "in") return { pid: living.pid, port: living.port, adopted: true };
  if (performance.now() > deadline) {
    const reason = login.kind === "refused" ? login.reason : "no answer";
    throw databaseUnreachable({ folder: layout.folder, reason });
  }
  return undefined;
}

async function stopUnlessShared(running: Running, access: Access): Promise<void> {
  const others = running.adopted ? await countSessions(access).catch(() => 0) : 0;
  if (others === 0) await stopPostmaster(running.pid);
}
