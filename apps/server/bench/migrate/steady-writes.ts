import { setTimeout as pause } from "node:timers/promises";
import { type Store, systemActor } from "@mortise/store";
import { APP } from "../lead-table.ts";

/** What happened to the writes of a while. */
export interface WriteFigures {
  readonly writes: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/** Beyond so many unanswered writes no further ones begin: a machine that is too slow for the rate shows it as fewer writes. */
const MOST_OPEN = 32;

/** Writes single leads through the gateway at a steady rate, whether the ones before have been answered or not. */
export class SteadyWrites {
  readonly #store: Store;
  readonly #ids: readonly string[];
  readonly #perSecond: number;
  #waits: number[] = [];
  #failed = 0;
  #begun = performance.now();
  #count = 0;
  #isRunning = true;
  readonly #open = new Set<Promise<void>>();
  readonly #loop: Promise<void>;

  constructor(store: Store, ids: readonly string[], perSecond: number) {
    this.#store = store;
    this.#ids = ids;
    this.#perSecond = perSecond;
    this.#loop = this.#run();
  }

  /** Forgets what was measured so far, after letting it finish. */
  async begin(): Promise<void> {
    await Promise.all(this.#open);
    this.#waits = [];
    this.#failed = 0;
    this.#begun = performance.now();
  }

  /** The figures since `begin`; writes under way are waited for. */
  async end(): Promise<WriteFigures> {
    const seconds = (performance.now() - this.#begun) / 1000;
    await Promise.all(this.#open);
    const waits = this.#waits.toSorted((a, b) => a - b);
    const at = (share: number): number => waits[Math.floor((waits.length - 1) * share)] ?? Number.NaN;
    return {
      writes: waits.length,
      failed: this.#failed,
      perSecond: waits.length / seconds,
      p50: at(0.5),
      p99: at(0.99),
      longest: at(1),
    };
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    await this.#loop;
    await Promise.all(this.#open);
  }

  async #run(): Promise<void> {
    let next = performance.now();
    while (this.#isRunning) {
      next += 1000 / this.#perSecond;
      const wait = next - performance.now();
      if (wait > 0) await pause(wait);
      if (this.#open.size >= MOST_OPEN) {
        await Promise.race(this.#open);
        next = performance.now();
      }
      const write = this.#write().finally(() => this.#open.delete(write));
      this.#open.add(write);
    }
  }

  async #write(): Promise<void> {
    const id = this.#ids[(this.#count += 7_919) % this.#ids.length] ?? "";
    const change = { id, values: { est_amount: String(1_000 + (this.#count % 90_000)) } };
    const begun = performance.now();
    try {
      const update = { type: "update", entity: "lead", changes: [change] } as const;
      await this.#store.records.execute(systemActor, APP, [update], { type: "api", skipFlows: true });
    } catch {
      this.#failed += 1;
    }
    this.#waits.push(performance.now() - begun);
  }
}
