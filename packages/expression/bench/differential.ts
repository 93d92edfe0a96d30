import { Client } from "pg";
import { compareCompilers, type ComparisonResult } from "./compare.ts";

/** Compares the two compilers on a server; prints seed, figures and differences. Used by `pnpm bench expressions`. */
export async function main(
  url: string,
  pairs = 1_000_000,
  seed = Date.now() % 1_000_000_000,
): Promise<ComparisonResult> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const started = performance.now();
    const result = await compareCompilers(
      async (text, parameters) =>
        (await client.query<(string | null)[]>({ text, values: [...parameters], rowMode: "array" })).rows,
      { seed, pairs, records: 200 },
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `seed ${seed}: ${result.pairs} pairs, ${result.expressions} expressions, ${result.refused} refused, ${result.differences.length} differences, ${seconds} s`,
    );
    for (const difference of result.differences) console.log(JSON.stringify(difference, undefined, 1));
    return result;
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const [url = process.env["MORTISE_TEST_DATABASE_URL"] ?? "", pairs, seed] = process.argv.slice(2);
  const result = await main(
    url,
    pairs === undefined ? undefined : Number(pairs),
    seed === undefined ? undefined : Number(seed),
  );
  process.exitCode = result.differences.length > 0 ? 1 : 0;
}
