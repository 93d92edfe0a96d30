import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What a running (or dead) database wrote about itself into its cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** Reads `postmaster.pid`; a half-written file counts as not there yet. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), isReady: lines[7]?.trim() === "ready" };
}

/** The database that really runs on this cluster; a pid file left behind by a dead one is removed. */
export function livingPostmaster(cluster: string): Postmaster | undefined {
  const found = readPostmaster(cluster);
  if (!found) return undefined;
  if (isProcessAlive(found.pid) && isDatabaseOf(found.pid, cluster)) return found;
  // PostgreSQL itself is fooled by a zombie and by another process that got the same number.
  rmSync(join(cluster, "postmaster.pid"), { force: true });
  return undefined;
}

/** Tells whether a process runs; a zombie, dead but not yet collected by its parent, does not. */
export function isProcessAlive(pid: number): boolean {
  if (process.platform === "linux") {
    const state = processStatus(pid)?.state;
    return state !== undefined && state !== "Z" && state !== "X";
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function processStatus(pid: number): { name: string; state: string | undefined } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return { name: stat.slice(stat.indexOf("(") + 1, end), state: stat[end + 2] };
  } catch {
    return undefined;
  }
}

function isDatabaseOf(pid: number, cluster: string): boolean {
  if (process.platform !== "linux") return true;
  if (processStatus(pid)?.name !== "postgres") return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    // Not allowed to look: the name has to do.
    return true;
  }
}
