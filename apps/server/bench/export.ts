// Export of a whole list by a server of its own, under the rights of a role: `pnpm bench export`.
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { RouteOutput, routes } from "@mortise/contract";
import { usageOf } from "./figures/processes.ts";
import { startMeasured } from "./measured-server.ts";
import { openSession } from "./open-session.ts";
import { machineLine, printTable } from "./print-table.ts";
import { forEachSize, type RunningProduct } from "./running-product.ts";
import { seedLeads } from "./seed-leads.ts";

const HEAD = [
  "file",
  "role",
  "rows",
  "seconds",
  "rows / s",
  "MB",
  "CPU s of the server",
  "its peak memory MiB",
];
const LOOK_MS = 250;
const EXPORTS = "/apps/crm/exports";

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    files: { type: "string", default: "xlsx,csv" },
    roles: { type: "string", default: "director" },
  },
});

await forEachSize(options.rows, async (product, rows) => {
  await seedLeads(product.server.services.store, product.owners, rows);
  await product.server.stop();
  const lines: (readonly string[])[] = [];
  for (const role of options.roles.split(","))
    for (const format of options.files.split(",")) lines.push(await measure(product, role, format));
  process.stdout.write(`\n${machineLine(product.postgres)}\n\n`);
  printTable(HEAD, lines);
});

/** One export by a server that has done nothing else. */
async function measure(product: RunningProduct, role: string, format: string): Promise<readonly string[]> {
  const server = await startMeasured(product);
  try {
    const call = await openSession(server.address, product.login(role));
    const started = performance.now();
    let job = await answer(call("POST", "/apps/crm/entities/lead/exports", { format }));
    while (job.status === "waiting" || job.status === "running") {
      await pause(LOOK_MS);
      job = await answer(call("GET", `${EXPORTS}/${job.id}`));
    }
    const seconds = (performance.now() - started) / 1000;
    if (job.status !== "done") throw new TypeError(`the export ended as ${job.status}`);
    const { cpuSeconds, peakMiB } = usageOf(server.pid);
    return [
      format,
      role,
      String(job.processed),
      seconds.toFixed(1),
      String(Math.round(job.processed / seconds)),
      ((job.size ?? 0) / 1e6).toFixed(1),
      cpuSeconds.toFixed(1),
      peakMiB.toFixed(0),
    ];
  } finally {
    await server.stop();
  }
}

type ExportJob = RouteOutput<typeof routes.getExport>;

/** The product's own answer, whose shape the contract promises. */
async function answer(text: Promise<string>): Promise<ExportJob> {
  return JSON.parse(await text) as ExportJob;
}
