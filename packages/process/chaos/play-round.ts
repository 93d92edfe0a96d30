import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { systemActor, type Store } from "@mortise/store";
import { CHAOS_APP } from "./chaos-app.ts";
import { countFaults, type Faults, liveRuns } from "./count-faults.ts";
import type { WorkerCrew } from "./worker-crew.ts";

/** One round of interruptions. */
export interface Round {
  readonly store: Store;
  readonly crew: WorkerCrew;
  /** Told apart from other rounds by this. */
  readonly name: string;
  readonly flows: number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** What is killed: a worker, or the database by the call that is given; it resolves when the database is back. */
  readonly kill: "worker" | (() => Promise<void>);
  /** At least so many kills; they go on for as long as flows begin. */
  readonly kills: number;
  /** A flow that has not moved for so long will not move any more. */
  readonly patienceMs?: number;
}

/** What a round came to. */
export interface RoundResult extends Faults {
  readonly flows: number;
  readonly kills: number;
  readonly seconds: number;
  /** From the last kill until every flow had ended; no figure when some never did. */
  readonly settledSeconds: number;
}

const BATCH = 100;
const PATIENCE_MS = 90_000;

/** Starts flows, kills while they are live, waits until all have ended or nothing moves any more, and counts. */
export async function playRound(round: Round): Promise<RoundResult> {
  const { store, name, flows, patienceMs = PATIENCE_MS } = round;
  const begun = performance.now();
  let isCreating = true;
  const creating = createParcels(round).finally(() => (isCreating = false));
  const killing = killWhileLive(round, () => isCreating);
  await creating;
  const { kills, lastKill } = await killing;
  const isSettled = await settle(store, patienceMs);
  const ended = performance.now();
  const faults = await again(() => countFaults(store, name, flows));
  const left = isSettled ? 0 : await again(() => liveRuns(store));
  return {
    ...faults,
    stuck: Math.max(faults.stuck, left),
    flows,
    kills,
    seconds: (ended - begun) / 1000,
    settledSeconds: isSettled ? (ended - lastKill) / 1000 : Number.NaN,
  };
}

/** Creates what the flows are about; what was not acknowledged is asked for again under the same key. */
async function createParcels({ store, name, flows }: Round): Promise<void> {
  for (let start = 0; start < flows; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, flows - start) }, (_, index) => ({
      name: `${name}-${start + index}`,
    }));
    await again(() =>
      store.records.execute(systemActor, CHAOS_APP, [{ type: "create", entity: "parcel", rows }], {
        type: "api",
        idempotencyKey: `${name}-${start}`,
      }),
    );
  }
}

/** Kills at random moments, while flows begin and after; answers how often, and when the last time was. */
async function killWhileLive(
  { crew, kill, kills: least, random }: Round,
  isCreating: () => boolean,
): Promise<{ readonly kills: number; readonly lastKill: number }> {
  let kills = 0;
  while (kills < least || isCreating()) {
    if (kill === "worker") {
      await pause(200 + random() * 2_500);
      crew.kill(Math.floor(random() * 1_000));
    } else {
      // Each time it must have been up for a while: nothing begins while it is away.
      await pause(2_000 + random() * 6_000);
      await kill();
    }
    kills += 1;
  }
  return { kills, lastKill: performance.now() };
}

/** Waits for the flows to end; false when none has moved for too long. */
async function settle(store: Store, patienceMs: number): Promise<boolean> {
  let [least, since] = [Number.POSITIVE_INFINITY, performance.now()];
  for (;;) {
    const live = await again(() => liveRuns(store));
    if (live === 0) return true;
    if (live < least) [least, since] = [live, performance.now()];
    if (performance.now() - since > patienceMs) return false;
    await pause(200);
  }
}

/** Tries again for as long as the database is away. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries > 300) throw error;
      await pause(200);
    }
  }
}

/** Kills the server of an embedded database, and all its sessions with it, as a crash of the machine's process would. */
export function killPostgres(dataDir: string): void {
  const [pid] = readFileSync(join(dataDir, "cluster", "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
}
