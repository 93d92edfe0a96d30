import { runTimers } from "@mortise/process/runtime";
import type { Services } from "./services.ts";

/** Starts what runs beside requests: timers of flows. Answers how to stop it. */
export async function startBackground({ process, store, logger }: Services): Promise<() => Promise<void>> {
  const timers = await runTimers({ process, store, logger });
  return () => timers.stop();
}
