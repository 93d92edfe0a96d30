// The differential test of the expression language at full size: `pnpm bench expressions`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbedded } from "@mortise/store/embedded";
import { main } from "../../packages/expression/bench/differential.ts";

const { values } = parseArgs({
  options: { pairs: { type: "string", default: "1000000" }, seed: { type: "string" } },
});
const folder = mkdtempSync(join(tmpdir(), "mortise-bench-"));
const database = await startEmbedded({ dataDir: folder, fast: true });
try {
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  const { differences } = await main(database.url, Number(values.pairs), seed);
  process.exitCode = differences.length > 0 ? 1 : 0;
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
