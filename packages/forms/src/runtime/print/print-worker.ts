import { Worker } from "node:worker_threads";
import { AppError } from "@mortise/kit";
import { printTooLarge } from "../../errors.ts";
import { MOST_PAGES, type PrintAnswer, type PrintJob } from "./print-job.ts";

const MEMORY_MB = 384;
const SECONDS = 60;

let last: Promise<unknown> = Promise.resolve();

/** Draws in a thread of its own, one document after the other: what runs out of memory or time ends alone. */
export function printInThread(job: PrintJob): Promise<Uint8Array> {
  const done = last.then(() => draw(job));
  last = done.catch(() => undefined);
  return done;
}

/** A picture that turns out to be damaged ends the thread: then all of them are named instead of drawn. */
async function draw(job: PrintJob): Promise<Uint8Array> {
  try {
    return await drawOnce(job);
  } catch (error) {
    if (error instanceof AppError || job.pictures.size === 0) throw error;
    return await drawOnce({ ...job, pictures: new Map() });
  }
}

function drawOnce(job: PrintJob): Promise<Uint8Array> {
  const worker = new Worker(new URL("./print-thread.ts", import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const tooLarge = (cause?: unknown) => printTooLarge({ pages: MOST_PAGES }, { cause });
  return new Promise<Uint8Array>((resolve, reject) => {
    const timer = setTimeout(() => reject(tooLarge("time")), SECONDS * 1000);
    worker.once("message", (answer: PrintAnswer) => {
      clearTimeout(timer);
      if (answer.kind === "done") resolve(answer.pdf);
      else reject(tooLarge());
    });
    worker.once("error", (error: Error & { code?: string }) => {
      clearTimeout(timer);
      reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooLarge(error) : error);
    });
  }).finally(() => void worker.terminate());
}
