import { setImmediate } from "node:timers/promises";

/** Longest stretch of work in which nobody else gets an answer. */
const STRETCH_MS = 4;
const LOOK_EVERY = 16;

/**
 * Lets others have their turn during long work in this process: lists that somebody waits for, and the answers of the
 * database to the same write.
 *
 * @example
 * for (const row of rows) {
 *   if (breath.isDue()) await breath.take();
 *   …
 * }
 */
export class Breath {
  #since = performance.now();
  #count = 0;

  /** Whether the stretch is over; looks at the clock now and then only. */
  isDue(): boolean {
    this.#count += 1;
    return this.#count % LOOK_EVERY === 0 && performance.now() - this.#since > STRETCH_MS;
  }

  async take(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
  }
}
