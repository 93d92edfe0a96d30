import { Worker } from "node:worker_threads";
import type { ScriptAnswer, ScriptJob } from "./script-job.ts";

/** A thread whose sandbox does not end by itself in time is ended so much later. */
const GRACE_MS = 1_000;
/** A thread of its own for so many scripts at a time; others wait. */
const THREADS = 2;
/** After so many scripts a thread makes room for a fresh one. */
const SCRIPTS_EACH = 500;
const MEMORY_MB = 256;

interface Thread {
  readonly worker: Worker;
  scripts: number;
}

/** Runs scripts in threads of their own: what runs out of time or memory there ends alone. */
export class ScriptThreads {
  readonly #free: Thread[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  /** Runs one script; rejects for nothing that the script does. */
  async run(job: ScriptJob): Promise<ScriptAnswer> {
    if (this.#busy >= THREADS) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#busy += 1;
    try {
      return await this.#runIn(this.#free.pop() ?? start(), job);
    } finally {
      // The place goes to whoever waits, or is free.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy -= 1;
    }
  }

  #runIn(thread: Thread, job: ScriptJob): Promise<ScriptAnswer> {
    const { worker } = thread;
    worker.ref();
    return new Promise<ScriptAnswer>((resolve, reject) => {
      const settle = (answer: ScriptAnswer | Error, isWell: boolean): void => {
        clearTimeout(timer);
        for (const event of ["message", "error", "exit"]) worker.removeAllListeners(event);
        thread.scripts += 1;
        if (isWell && thread.scripts < SCRIPTS_EACH) {
          // An idle thread keeps no process from ending.
          worker.unref();
          this.#free.push(thread);
        } else void worker.terminate();
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      const timer = setTimeout(() => settle({ kind: "time" }, false), job.limits.milliseconds + GRACE_MS);
      worker.once("message", (answer: ScriptAnswer) =>
        settle(answer, answer.kind === "done" || answer.kind === "threw"),
      );
      worker.once("error", (error) => settle(faultOf(error), false));
      worker.once("exit", () => settle({ kind: "memory" }, false));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      worker.postMessage(job);
    });
  }
}

function start(): Thread {
  const worker = new Worker(new URL("./script-thread.ts", import.meta.url), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return { worker, scripts: 0 };
}

/** An engine that breaks has used up more than its thread has; anything else is a fault of ours and is thrown. */
function faultOf(error: Error & { readonly code?: string }): ScriptAnswer | Error {
  if (error instanceof RangeError) return { kind: "depth" };
  return error.code === "ERR_WORKER_OUT_OF_MEMORY" || error.name === "RuntimeError"
    ? { kind: "memory" }
    : error;
}
