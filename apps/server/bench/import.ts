// Import of a file through upload, mapping and gateway, beside COPY into the same table: `pnpm bench import`.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPlan } from "@mortise/forms";
import { copyLeads } from "./copy-leads.ts";
import { writeLeadFile } from "./import-file.ts";
import { machineLine, printTable, ratio } from "./print-table.ts";
import { runProduct, type RunningProduct } from "./running-product.ts";

const HEAD = [
  "way",
  "rows",
  "seconds",
  "rows / s",
  "time : COPY",
  "CPU s of this process",
  "peak memory MiB",
];
const APP = "crm";

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "50000" },
    files: { type: "string", default: "csv,xlsx" },
    flows: { type: "string", default: "without,with" },
  },
});

for (const rows of options.rows.split(",").map(Number)) {
  const product = await runProduct();
  const folder = mkdtempSync(join(tmpdir(), "mortise-bench-"));
  try {
    const lines: (readonly string[])[] = [];
    const copy = await timed(() => copyLeads(product.server.services.store, rows));
    lines.push(line("COPY", rows, copy, copy));
    for (const format of options.files.split(",")) {
      const path = join(folder, `leads.${format}`);
      await writeLeadFile(path, format === "xlsx" ? "xlsx" : "csv", rows);
      for (const flows of options.flows.split(",")) {
        const run = await timed(() => importFile(product, path, flows === "with"));
        lines.push(line(`${format}, ${flows} flows`, rows, run, copy));
      }
    }
    process.stdout.write(`\n${machineLine(product.postgres)}\n\n`);
    printTable(HEAD, lines);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await product.stop();
  }
}

interface Run {
  readonly seconds: number;
  /** Holds better than wall time on a machine that others use too. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

function line(name: string, rows: number, run: Run, copy: Run): readonly string[] {
  const perSecond = Math.round(rows / run.seconds);
  return [
    name,
    String(rows),
    run.seconds.toFixed(1),
    String(perSecond),
    ratio(run.seconds, copy.seconds),
    run.cpuSeconds.toFixed(1),
    String(run.peakMiB),
  ];
}

/** Seconds and the most memory of this process: server, import and measurement together, without the database. */
async function timed(work: () => Promise<unknown>): Promise<Run> {
  globalThis.gc?.();
  let peak = process.memoryUsage.rss();
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const started = performance.now();
  const cpu = process.cpuUsage();
  try {
    await work();
  } finally {
    clearInterval(sampling);
  }
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  return { seconds: (performance.now() - started) / 1000, cpuSeconds, peakMiB: Math.round(peak / 2 ** 20) };
}

/** Upload, suggestion of the mapping, run: what the wizard does when a person agrees to everything. */
async function importFile(product: RunningProduct, path: string, runFlows: boolean): Promise<void> {
  const { imports } = product.server.services;
  const { actor } = await product.signIn("ops");
  const name = path.slice(path.lastIndexOf("/") + 1);
  const job = await imports.upload(actor, APP, { path, name, type: "", size: statSync(path).size });
  const place = { sheet: 0, headerRow: job.sheets[0]?.headerRow ?? 0 };
  const guess = await imports.suggest(actor, APP, job.id, { ...place, entity: "lead" });
  // Every row is a new lead, as often as the file is imported.
  const plan = { ...startPlan("lead", place, { ...guess, keys: [] }), runFlows };
  await imports.run(actor, APP, job.id, plan);
  await imports.settled();
  const { status, counts, error, errors } = await imports.get(actor, APP, job.id);
  if (status === "done" && counts?.create === counts?.total) return;
  throw new TypeError(`${status}: ${JSON.stringify({ counts, error, first: errors[0] })}`);
}
