import { parentPort, workerData } from "node:worker_threads";
import { drawSheets } from "./draw-sheets.ts";
import type { PrintJob } from "./print-job.ts";

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only print-worker.ts starts this thread
const answer = await drawSheets(workerData as PrintJob);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
parentPort?.postMessage(answer);
