import type { JournalDb } from "@mortise/store";
import { flowStorm } from "../errors.ts";

/** Runs that flows may set off by their writes within one transaction … */
export const MOST_SET_OFF = 5_000;
/** … and more for each record or run that the transaction is about. */
const MORE_EACH = 20;

/**
 * Counts within one transaction how many runs flows set off by what they write: a flow that makes records which start it again would
 * otherwise go on until the server has no memory left, long before it is too deep.
 */
export class StormGuard {
  #asked = 0;
  #setOff = 0;
  #depth = 0;

  /** So many records were written by somebody, or runs woken: that is what the transaction is about. */
  ask(count: number): void {
    this.#asked += count;
  }

  /** So many runs start by what flows have written; FLOW_STORM once they are too many. */
  setOff(count: number): void {
    this.#setOff += count;
    const limit = MOST_SET_OFF + MORE_EACH * this.#asked;
    if (this.#setOff > limit) throw flowStorm({ limit });
  }

  /** Moves runs; what is undone after an error does not count. Says with the error whether other runs are being moved around these. */
  async around(work: () => Promise<void>): Promise<void> {
    const before = this.#setOff;
    this.#depth += 1;
    try {
      await work();
    } catch (error) {
      if (this.#depth === 1) this.#setOff = before;
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  /** Whether runs are being moved. */
  get isInside(): boolean {
    return this.#depth > 0;
  }
}

const guards = new WeakMap<JournalDb, StormGuard>();

/** The guard of a transaction. */
export function stormGuard(db: JournalDb): StormGuard {
  const guard = guards.get(db) ?? new StormGuard();
  guards.set(db, guard);
  return guard;
}
