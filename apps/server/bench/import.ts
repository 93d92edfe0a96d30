// Import of a file through upload, mapping and gateway, beside COPY into the same table: `pnpm bench import`.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { copyLeads } from "./copy-leads.ts";
import { writeLeadFile } from "./import-file.ts";
import { importFile } from "./import-over-http.ts";
import { type Listening, usageOf } from "./figures/processes.ts";
import { startMeasured } from "./measured-server.ts";
import { openSession } from "./open-session.ts";
import { machineLine, printTable, ratio } from "./print-table.ts";
import { forEachSize, type RunningProduct } from "./running-product.ts";

const HEAD = [
  "way",
  "rows",
  "seconds",
  "rows / s",
  "time : COPY",
  "CPU s of the server",
  "its peak memory MiB",
];
const NOTE_MS = 5_000;
let noted = 0;

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "50000" },
    files: { type: "string", default: "csv,xlsx" },
    flows: { type: "string", default: "without,with" },
    /** `no`: into an empty table, without the comparison. */
    copy: { type: "string", default: "yes" },
  },
});

await forEachSize(options.rows, async (product, rows) => {
  const lines: (readonly string[])[] = [];
  const copying = performance.now();
  if (options.copy === "yes") await copyLeads(product.server.services.store, rows);
  const copySeconds = options.copy === "yes" ? (performance.now() - copying) / 1000 : Number.NaN;
  const copy = { seconds: copySeconds, cpuSeconds: Number.NaN, peakMiB: Number.NaN };
  if (options.copy === "yes") lines.push(line("COPY", rows, copy, copy));
  await product.server.stop();
  for (const format of options.files.split(",")) {
    const path = join(product.dataDir, `leads.${format}`);
    await writeLeadFile(path, format === "xlsx" ? "xlsx" : "csv", rows);
    for (const flows of options.flows.split(",")) {
      const run = await measure(product, path, flows === "with");
      lines.push(line(`${format}, ${flows} flows`, rows, run, copy));
    }
  }
  process.stdout.write(`\n${machineLine(product.postgres)}\n\n`);
  printTable(HEAD, lines);
});

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

function line(name: string, rows: number, run: Run, copy: Run): readonly string[] {
  const known = (value: number, digits: number) => (Number.isNaN(value) ? "–" : value.toFixed(digits));
  return [
    name,
    String(rows),
    run.seconds.toFixed(1),
    String(Math.round(rows / run.seconds)),
    ratio(run.seconds, copy.seconds),
    known(run.cpuSeconds, 1),
    known(run.peakMiB, 0),
  ];
}

/** One import by a server that has done nothing else. */
async function measure(product: RunningProduct, path: string, runFlows: boolean): Promise<Run> {
  const server = await startMeasured(product);
  try {
    const call = await openSession(server.address, product.login("ops"));
    const started = performance.now();
    await importFile(call, path, { runFlows, progress: (text) => note(started, server, text) });
    const seconds = (performance.now() - started) / 1000;
    return { seconds, ...usageOf(server.pid) };
  } finally {
    await server.stop();
  }
}

/** Tells on the error stream how far a long run is. */
function note(started: number, server: Listening, text: string): void {
  if (performance.now() - noted < NOTE_MS) return;
  noted = performance.now();
  const seconds = ((noted - started) / 1000).toFixed(0);
  process.stderr.write(`${seconds} s: ${text}, at most ${usageOf(server.pid).peakMiB} MiB so far\n`);
}
