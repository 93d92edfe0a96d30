import { join } from "node:path";
import { type Listening, startListening } from "./figures/processes.ts";
import { freePort, type RunningProduct } from "./running-product.ts";

/** `BENCH_PROFILE=<folder>` has the server write a processor profile there when it ends. */
const PROFILING = process.env["BENCH_PROFILE"]
  ? ["--cpu-prof", `--cpu-prof-dir=${process.env["BENCH_PROFILE"]}`]
  : [];
const MAIN = join(import.meta.dirname, "../src/main.ts");

/**
 * Starts the server as a process of its own over the data of a product whose own server has been stopped: what it uses
 * is nobody else's. `scripts/bench.ts` handed on the flags of Node that `npm start` uses.
 */
export async function startMeasured(
  { databaseUrl, dataDir }: RunningProduct,
  env: Readonly<Record<string, string>> = {},
): Promise<Listening> {
  const port = String(await freePort());
  const place = { PORT: port, DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  return startListening([...PROFILING, MAIN], { ...env, ...place });
}
