import { setTimeout as pause } from "node:timers/promises";
import { isProcessAlive } from "./postmaster.ts";

const POLITE_MS = 2_000;
const FIRM_MS = 30_000;

/**
 * Stops a database and returns when it is gone: first it waits for its sessions to leave, then it ends them.
 * Asking firmly at once would hit sessions that a pool is just closing and raise errors in them.
 */
export async function stopPostmaster(pid: number): Promise<void> {
  if (await signalAndWait(pid, "SIGTERM", POLITE_MS)) return;
  if (await signalAndWait(pid, "SIGINT", FIRM_MS)) return;
  await signalAndWait(pid, "SIGQUIT", FIRM_MS);
}

async function signalAndWait(pid: number, signal: NodeJS.Signals, patience: number): Promise<boolean> {
  const deadline = performance.now() + patience;
  try {
    process.kill(pid, signal);
  } catch {
    return true;
  }
  while (isProcessAlive(pid)) {
    if (performance.now() > deadline) return false;
    await pause(15);
  }
  return true;
}
