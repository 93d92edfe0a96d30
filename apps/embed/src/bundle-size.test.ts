import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { build } from "vite";

/** Promised to visitors with slow phones; one import too many brings whole packages along. */
const MOST_BYTES = 60_000;

test("the page of public forms is small", async () => {
  const built = await build({
    root: join(import.meta.dirname, ".."),
    logLevel: "error",
    build: { write: false },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const scripts = outputs.flatMap((each) =>
    "output" in each ? each.output.flatMap((file) => (file.type === "chunk" ? [file.code] : [])) : [],
  );
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.reduce((sum, code) => sum + gzipSync(code).length, 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
