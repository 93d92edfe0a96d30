import type { Services } from "./services.ts";

/** Starts what runs beside requests: timers of flows. Answers how to stop it. */
export async function startBackground(services: Services): Promise<() => Promise<void>> {
  let running: Promise<unknown> = Promise.resolve();
  const tick = setInterval(() => {
    running = running.then(() => services.process.fireDueTimers()).catch((error: unknown) => services.logger.error({ error: String(error) }, "timers failed"));
  }, 1000);
  return async () => {
    clearInterval(tick);
    await running;
  };
}
