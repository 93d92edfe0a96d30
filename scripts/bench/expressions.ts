// The differential test of the expression language at full size, then its speed: `pnpm bench expressions`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbedded } from "@mortise/store/embedded";

const { values } = parseArgs({
  options: { pairs: { type: "string", default: "1000000" }, seed: { type: "string" } },
});
const bench = join(import.meta.dirname, "../../packages/expression/bench");
const script = join(bench, "differential.ts");
const folder = mkdtempSync(join(tmpdir(), "mortise-bench-"));
const database = await startEmbedded({ dataDir: folder, fast: true });
try {
  const seed = values.seed === undefined ? [] : [values.seed];
  const options = [script, database.url, values.pairs, ...seed];
  process.exitCode = spawnSync(process.execPath, options, { stdio: "inherit" }).status ?? 1;
  spawnSync(process.execPath, [join(bench, "speed.ts")], { stdio: "inherit" });
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
