import type { Clock } from "@mortise/kit";
import { tooManyRequests } from "../errors.ts";

interface Tally {
  count: number;
  readonly until: number;
}

const WINDOW_MS = 10 * 60_000;
const PER_SUBJECT = 10;
const PER_ADDRESS = 50;
/** Keeps memory flat when somebody tries ever new logins. */
const MAX_TALLIES = 20_000;

/**
 * Counts wrong guesses of secrets per subject (a login, an account) and per network address. Whether the subject exists
 * makes no difference. Right answers are free, so an office behind one address may sign in all at once.
 */
export class Guesses {
  readonly #clock: Clock;
  readonly #tallies = new Map<string, Tally>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs an attempt and counts it when it throws; SERVER_TOO_MANY_REQUESTS once there were too many. */
  async attempt<T>(address: string, subject: string, work: () => Promise<T>): Promise<T> {
    const limits: readonly (readonly [string, number])[] = [
      [`subject ${subject.normalize("NFKC").trim().toLowerCase()}`, PER_SUBJECT],
      [`address ${address}`, PER_ADDRESS],
    ];
    for (const [key, limit] of limits) this.#refuseAbove(key, limit);
    // Counted before the work, so that many attempts at once cannot slip through.
    for (const [key] of limits) this.#add(key, 1);
    const result = await work();
    for (const [key] of limits) this.#add(key, -1);
    return result;
  }

  #refuseAbove(key: string, limit: number): void {
    const tally = this.#current(key);
    if (!tally || tally.count < limit) return;
    throw tooManyRequests({ seconds: Math.ceil((tally.until - this.#clock.now().getTime()) / 1000) });
  }

  #add(key: string, count: number): void {
    const tally = this.#current(key);
    if (tally) tally.count += count;
    else this.#tallies.set(key, { count, until: this.#clock.now().getTime() + WINDOW_MS });
    const oldest = this.#tallies.size > MAX_TALLIES ? this.#tallies.keys().next() : undefined;
    if (oldest?.done === false) this.#tallies.delete(oldest.value);
  }

  #current(key: string): Tally | undefined {
    const tally = this.#tallies.get(key);
    if (tally && tally.until > this.#clock.now().getTime()) return tally;
    this.#tallies.delete(key);
    return undefined;
  }
}
