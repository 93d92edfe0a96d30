import { useDatabase } from "@mortise/testing";
import { expect, test } from "vitest";
import { compareCompilers } from "../bench/compare.ts";

const database = useDatabase();

test("JavaScript and PostgreSQL give the same result for 20,000 random expressions and records", async () => {
  const seed = Number(process.env["MORTISE_SEED"] ?? Date.now() % 1_000_000_000);
  const client = await database.pool.connect();
  try {
    // Results must not depend on the session's zone.
    await client.query("SET TIME ZONE 'America/Los_Angeles'");
    const result = await compareCompilers(
      async (text, parameters) => {
        const query = { text, values: [...parameters], rowMode: "array" as const };
        return (await client.query<(string | null)[]>(query)).rows;
      },
      { seed, pairs: 20_000, records: 50 },
    );
    expect(result.differences, `seed ${seed}`).toEqual([]);
    expect(result.pairs).toBeGreaterThanOrEqual(20_000);
  } finally {
    client.release();
  }
});
