import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "@mortise/kit";

/** How a ticker works. */
export interface TickerOptions {
  /** For the log. */
  readonly name: string;
  /** One round; a positive answer means "there may be more", so the next round follows at once. */
  readonly tick: () => Promise<number>;
  readonly logger: Logger;
  /** Pause between rounds; 1,000 ms by default. */
  readonly intervalMs?: number;
}

/** A loop that does a little work every second. */
export interface Ticker {
  /** Starts the next round now instead of after the pause. */
  wake(): void;
  /** Lets the round under way finish and ends the loop. */
  stop(): Promise<void>;
}

/** A loop whose rounds fail one after the other rests no longer than this, however often they failed. */
const LONGEST_REST_MS = 5 * 60_000;

/**
 * Runs rounds one after the other, never two at once, until stopped. A failed round is logged and the loop goes on, after
 * a pause that doubles with each failure in a row.
 */
export function startTicker({ name, tick, logger, intervalMs = 1_000 }: TickerOptions): Ticker {
  const stopping = new AbortController();
  let waking = new AbortController();
  let isWoken = false;
  let failures = 0;
  const round = async (): Promise<number> => {
    try {
      const more = await tick();
      failures = 0;
      return more;
    } catch (error) {
      failures += 1;
      logger.error({ loop: name, failures, reason: reasonOf(error) }, "a round of a background loop failed");
      return 0;
    }
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      isWoken = false;
      const more = (await round()) > 0;
      if (more || isWoken || stopping.signal.aborted) continue;
      waking = new AbortController();
      const signal = AbortSignal.any([stopping.signal, waking.signal]);
      // Being woken or stopped ends the pause early; that is no failure.
      await pause(restAfter(failures, intervalMs), undefined, { signal }).catch(() => undefined);
    }
  };
  const ended = loop();
  return {
    wake() {
      isWoken = true;
      waking.abort();
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** How long a loop rests after so many failures in a row. */
export function restAfter(failures: number, intervalMs: number): number {
  return Math.max(intervalMs, Math.min(intervalMs * 2 ** failures, LONGEST_REST_MS));
}

/** What may be logged of an error: never the error itself, which may carry a connection's password. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
