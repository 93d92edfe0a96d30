import { startTicker } from "@mortise/jobs";
import { runTimers } from "@mortise/process/runtime";
import { sweepUploads } from "./http/upload.ts";
import type { Services } from "./services.ts";

const SWEEP_EVERY_MS = 60 * 60_000;
const REFILL_EVERY_MS = 5_000;

/** Starts what runs beside requests: timers of flows, tidying up. Answers how to stop it, after the round under way. */
export async function startBackground(services: Services): Promise<() => Promise<void>> {
  const timers = await runTimers(services);
  const sweeping = startTicker({
    name: "sweep",
    tick: async () => {
      await services.sessions.sweep();
      await sweepUploads(services.config.dataDir, services.clock.now());
      return 0;
    },
    logger: services.logger,
    intervalMs: SWEEP_EVERY_MS,
  });
  const refilling = startTicker({
    name: "search-refill",
    tick: () => services.store.refillSearch(),
    logger: services.logger,
    intervalMs: REFILL_EVERY_MS,
  });
  return async () => {
    await timers.stop();
    await sweeping.stop();
    await refilling.stop();
  };
}
