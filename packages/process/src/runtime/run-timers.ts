import { startTicker, type Ticker } from "@mortise/jobs";
import type { Logger } from "@mortise/kit";
import { RETURN_CHANNEL, type Store, TIMER_CHANNEL } from "@mortise/store";
import type { Process } from "./process.ts";

/** Nobody counts the seconds of days. */
const POOLS_EVERY_MS = 2_000;

/** How timers are run. */
export interface TimerOptions {
  readonly process: Process;
  readonly store: Pick<Store, "listen">;
  readonly logger: Logger;
  /** How often due timers are looked for; 1,000 ms by default. */
  readonly intervalMs?: number;
}

/** Timers at work in this process. */
export interface RunningTimers {
  /** Lets a firing that is under way finish. */
  stop(): Promise<void>;
}

/**
 * Fires timers as they fall due and starts flows whose moment has come, in this process; any number of processes may do so at once. Looks every second and
 * at once when a timer was set that is due already.
 */
export async function runTimers({
  process,
  store,
  logger,
  intervalMs,
}: TimerOptions): Promise<RunningTimers> {
  const ticker: Ticker = startTicker({
    name: "timers",
    tick: () => process.fireDueTimers(),
    logger,
    ...(intervalMs === undefined ? {} : { intervalMs }),
  });
  const starts: Ticker = startTicker({
    name: "starts",
    tick: () => process.startDue(),
    logger,
    ...(intervalMs === undefined ? {} : { intervalMs }),
  });
  const returns: Ticker = startTicker({
    name: "returns",
    tick: () => process.deliverReturns(),
    logger,
    ...(intervalMs === undefined ? {} : { intervalMs }),
  });
  const pools: Ticker = startTicker({
    name: "pools",
    tick: () => process.keepPools(),
    logger,
    intervalMs: intervalMs ?? POOLS_EVERY_MS,
  });
  const deafen = await store.listen(TIMER_CHANNEL, (due) => {
    if (due === undefined || Date.parse(due) <= Date.now()) ticker.wake();
  });
  const deafenReturns = await store.listen(RETURN_CHANNEL, () => returns.wake());
  return {
    async stop() {
      deafen();
      deafenReturns();
      await returns.stop();
      await pools.stop();
      await starts.stop();
      await ticker.stop();
    },
  };
}
