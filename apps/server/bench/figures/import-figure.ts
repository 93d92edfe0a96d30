import { join } from "node:path";
import { writeLeadFile } from "../import-file.ts";
import { importFile } from "../import-over-http.ts";
import { startMeasured } from "../measured-server.ts";
import { openSession, sessionHeaders } from "../open-session.ts";
import { percentile } from "../percentile.ts";
import type { RunningProduct } from "../running-product.ts";
import { type FigureBase, figureCases } from "./figure-cases.ts";
import { LoadConnection } from "./load.ts";
import { databaseSeconds, usageOf } from "./processes.ts";

/** What the import of a workbook showed. */
export interface ImportFigure {
  readonly seconds: number;
  readonly perSecond: number;
  readonly serverSeconds: number;
  readonly databaseSeconds: number;
  readonly peakMiB: number;
  /** 95 % of the lists that somebody read meanwhile came within so many milliseconds. */
  readonly listP95: number;
}

const LOOK_EVERY_MS = 200;

/**
 * Imports so many leads of twelve columns from a workbook, told apart by their mobile numbers, with history and without
 * flows, by a server that has done nothing else; meanwhile somebody reads a list five times a second.
 */
export async function importInto(
  product: RunningProduct,
  options: { readonly rows: number; readonly postmaster: number; readonly base: FigureBase },
): Promise<ImportFigure> {
  const path = join(product.dataDir, "leads.xlsx");
  await writeLeadFile(path, "xlsx", options.rows);
  const server = await startMeasured(product);
  const stop = new AbortController();
  try {
    const call = await openSession(server.address, product.login("ops"));
    const headers = await sessionHeaders(server.address, product.login("manager"));
    const database = databaseSeconds(options.postmaster);
    const before = usageOf(server.pid).cpuSeconds;
    const reading = readLists({ address: server.address, headers }, options.base, stop.signal);
    const started = performance.now();
    const progress = (text: string) => {
      const { peakMiB } = usageOf(server.pid);
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      process.stderr.write(`import, ${seconds} s: ${text}, at most ${peakMiB} MiB\n`);
    };
    await importFile(call, path, { runFlows: false, keys: ["mobile"], progress });
    const seconds = (performance.now() - started) / 1000;
    stop.abort();
    const { cpuSeconds, peakMiB } = usageOf(server.pid);
    return {
      seconds,
      perSecond: options.rows / seconds,
      serverSeconds: cpuSeconds - before,
      databaseSeconds: databaseSeconds(options.postmaster) - database,
      peakMiB,
      listP95: percentile(await reading, 0.95),
    };
  } finally {
    stop.abort();
    await server.stop();
  }
}

async function readLists(
  target: Parameters<typeof LoadConnection.open>[0],
  base: FigureBase,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const list = figureCases(base).find(({ id }) => id === "page1");
  const connection = await LoadConnection.open(target);
  const times: number[] = [];
  for (let round = 0; list && !signal.aborted; round += 1) {
    const before = performance.now();
    await connection.ask(list.ours(round));
    times.push(performance.now() - before);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  connection.close();
  return times;
}
