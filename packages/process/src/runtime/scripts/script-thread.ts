import { parentPort } from "node:worker_threads";
import { loadEngine, runScript } from "./run-script.ts";
import type { ScriptJob } from "./script-job.ts";

const engine = await loadEngine();
parentPort?.on("message", (job: ScriptJob) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(runScript(engine, job));
});
