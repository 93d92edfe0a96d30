import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { readGivenUp } from "../errors.ts";
import { cancelStatement } from "./cancel-statement.ts";

/** A statement that goes on after it was cancelled had not begun yet: it is cancelled again after so long. */
const CANCEL_AGAIN_MS = 500;

const waiting = new AsyncLocalStorage<AbortSignal>();
const running = new AsyncLocalStorage<RunningRead>();

/** Does something for somebody who may go away: the reads in it are given up when the signal says so. */
export function whileWaited<Result>(signal: AbortSignal, work: () => Result): Result {
  return waiting.run(signal, work);
}

/** Says when whoever waits for what is done here has gone; undefined where nobody in particular waits. */
export function askerSignal(): AbortSignal | undefined {
  return waiting.getStore();
}

/** How long a read may take, and what is said when it takes longer. */
export interface ReadLimit {
  readonly seconds: number;
  readonly tooSlow: (values: { readonly seconds: number }) => Error;
}

/**
 * Does a read that ends when its time is over or when nobody waits for it any more: the statement it is at is cancelled
 * and its connection given back. It costs a timer; the database is told nothing until it comes to that. Writes are never
 * part of such a read.
 */
export async function inTime<Result>(limit: ReadLimit, work: () => Promise<Result>): Promise<Result> {
  const signal = waiting.getStore();
  if (signal?.aborted) throw readGivenUp();
  const read = new RunningRead();
  const timer = setTimeout(() => read.end(limit.tooSlow({ seconds: limit.seconds })), limit.seconds * 1000);
  const giveUp = (): void => read.end(readGivenUp());
  signal?.addEventListener("abort", giveUp);
  try {
    return await running.run(read, work);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

/** The read that is being done here, if any. */
export function runningRead(): RunningRead | undefined {
  return running.getStore();
}

/** A read between its first statement and its answer. */
export class RunningRead {
  /** Connections at work for it, with the request to cancel that is under way. */
  readonly #working = new Map<Client, Promise<void> | undefined>();
  #reason: Error | undefined;

  /** Ends the read for a reason. */
  end(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    void this.#cancelAll();
  }

  /** Has a connection run a statement of the read; the connection is free again when this settles. */
  async run<Result>(client: Client, statement: () => Promise<Result>): Promise<Result> {
    if (this.#reason) throw this.#reason;
    this.#working.set(client, undefined);
    try {
      return await statement();
    } catch (error) {
      throw this.#reason ?? error;
    } finally {
      // A request under way must not meet the next statement of the connection, which is somebody else's.
      const cancelling = this.#working.get(client);
      this.#working.delete(client);
      if (cancelling) await cancelling;
    }
  }

  async #cancelAll(): Promise<void> {
    while (this.#working.size > 0) {
      const requests = [...this.#working.keys()].map((client) => {
        const request = cancelStatement(client);
        this.#working.set(client, request);
        return request;
      });
      await Promise.all(requests);
      await pause(CANCEL_AGAIN_MS, undefined, { ref: false });
    }
  }
}
