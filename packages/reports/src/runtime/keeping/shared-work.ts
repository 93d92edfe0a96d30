import { askerSignal, readGivenUp, whileWaited } from "@mortise/store";

/** One piece of work that several wait for. */
interface Shared<Result> {
  readonly done: Promise<Result>;
  readonly nobodyWaits: AbortController;
  waiting: number;
}

/**
 * Work that is done once for all who ask for the same at the same time. Whoever leaves stops waiting; once the last one
 * has left, the work is given up.
 */
export class SharedWork<Result> {
  readonly #running = new Map<string, Shared<Result>>();

  /** The result of the work of that name; begins it when nobody else is waiting for it. */
  async do(name: string, work: () => Promise<Result>): Promise<Result> {
    const signal = askerSignal();
    if (signal?.aborted) throw readGivenUp();
    const shared = this.#running.get(name) ?? this.#begin(name, work);
    shared.waiting += 1;
    try {
      return await untilGone(shared.done, signal);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) this.#leave(name, shared);
    }
  }

  #begin(name: string, work: () => Promise<Result>): Shared<Result> {
    const nobodyWaits = new AbortController();
    const done = whileWaited(nobodyWaits.signal, work);
    // Whoever waits hears of a failure; when all have left, nobody does.
    done.catch(() => undefined);
    const shared = { done, nobodyWaits, waiting: 0 };
    this.#running.set(name, shared);
    return shared;
  }

  #leave(name: string, shared: Shared<Result>): void {
    // Others may have begun the same anew meanwhile.
    if (this.#running.get(name) === shared) this.#running.delete(name);
    shared.nobodyWaits.abort();
  }
}

/** What somebody waits for, or the news that they have gone. */
async function untilGone<Result>(done: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return done;
  const gone = Promise.withResolvers<never>();
  const leave = (): void => gone.reject(readGivenUp());
  signal.addEventListener("abort", leave);
  try {
    return await Promise.race([done, gone.promise]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
