import { type RunningOutbox, startOutbox, startTicker, type Ticker } from "@mortise/jobs";
import type { Clock, Logger } from "@mortise/kit";
import { ANSWER_CHANNEL, type Store } from "@mortise/store";
import type { Process } from "../process.ts";

/** How the outbox of flows is served. */
export interface RunOutboxOptions {
  readonly process: Process;
  readonly store: Pick<Store, "db" | "listen">;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Sends what flows want sent and tells them what came of it, in this process; any number of processes may do so at once.
 * Answers how to stop it, after what is under way.
 */
export async function runOutbox({
  process,
  store,
  clock,
  logger,
}: RunOutboxOptions): Promise<() => Promise<void>> {
  const outbox: RunningOutbox = await startOutbox({ store, clock, logger, senders: process.senders });
  const answers: Ticker = startTicker({ name: "answers", tick: () => process.deliverAnswers(), logger });
  const deafen = await store.listen(ANSWER_CHANNEL, () => answers.wake());
  return async () => {
    deafen();
    await outbox.stop();
    await answers.stop();
  };
}
