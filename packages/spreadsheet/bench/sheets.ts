// Reading and writing long lists, ours beside other libraries, each in a process of its own: `pnpm bench sheets`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeCsv, writeWorkbook } from "../src/index.ts";
import { benchRows, COLUMNS } from "./bench-rows.ts";

const TASKS = ["read-xlsx", "write-xlsx", "read-csv", "write-csv"];
/** Longer than this nobody waits. */
const PATIENCE_MS = 15 * 60_000;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    only: { type: "string", default: TASKS.join(",") },
  },
});
const rows = Number(values.rows);
const folder = mkdtempSync(join(tmpdir(), "mortise-sheets-"));
const contender = join(import.meta.dirname, "contender.ts");

function run(...args: readonly string[]) {
  const options = { encoding: "utf8", timeout: PATIENCE_MS, maxBuffer: 1_000_000 } as const;
  return spawnSync(process.execPath, [...process.execArgv, contender, ...args], options);
}

/** A line of the table: rows a second and peak memory, or why there is none. */
function measured(task: string, library: string, file: string): string {
  const { status, signal, stdout } = run(task, library, file, String(rows));
  if (status !== 0) return `| ${task} | ${library} | failed (${signal ?? `exit ${status}`}) | – | – |`;
  // The contender printed it a moment ago.
  const cost = JSON.parse(stdout) as { rows: number; seconds: number; megabytes: number };
  const speed = Math.round(cost.rows / cost.seconds).toLocaleString("en-US");
  return `| ${task} | ${library} | ${speed} | ${cost.seconds.toFixed(1)} s | ${Math.round(cost.megabytes)} MB |`;
}

try {
  const files = { xlsx: join(folder, "list.xlsx"), csv: join(folder, "list.csv") };
  await writeWorkbook(files.xlsx, [
    { name: "线索", columns: COLUMNS.map((title) => ({ title })), rows: benchRows(rows) },
  ]);
  await writeCsv(files.csv, { columns: COLUMNS, rows: benchRows(rows) });
  const size = (path: string) => `${(statSync(path).size / 1e6).toFixed(1)} MB`;
  process.stdout.write(
    `${rows.toLocaleString("en-US")} rows × ${COLUMNS.length}, xlsx ${size(files.xlsx)}, csv ${size(files.csv)}; ` +
      `${cpus().length} × ${cpus()[0]?.model ?? ""}, Node ${process.version}\n\n` +
      "| work | library | rows/s | time | peak memory |\n|---|---|---|---|---|\n",
  );
  for (const task of values.only.split(",").filter((one) => TASKS.includes(one))) {
    const [verb, kind] = task.split("-");
    for (const library of JSON.parse(run("list", task).stdout) as string[]) {
      const file =
        verb === "read" ? files[kind === "csv" ? "csv" : "xlsx"] : join(folder, `written.${kind ?? ""}`);
      process.stdout.write(`${measured(task, library, file)}\n`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
