import { useDatabase } from "@mortise/testing";
import type { PoolClient } from "pg";
import { expect, test } from "vitest";
import { compareCompilers } from "../bench/compare.ts";
import { sampleSource } from "../bench/sample-record-sql.ts";
import { asText, numbered, type RunQuery, storePhones } from "../bench/sample-table.ts";
import { HELP } from "./help/operator-help.ts";
import { sampleEnvironment, sampleFinder, sampleScope } from "./help/sample-record.ts";
import { SEMANTICS } from "./help/semantics.ts";
import { compileExpression, parseFormula, toSql, type Value } from "./index.ts";

const database = useDatabase();

/** Runs statements on one connection whose zone must not matter. */
async function connected<T>(work: (run: RunQuery, client: PoolClient) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query("SET TIME ZONE 'America/Los_Angeles'");
    const run: RunQuery = async (text, parameters) => {
      const query = { text, values: [...parameters], rowMode: "array" as const };
      return (await client.query<(string | null)[]>(query)).rows;
    };
    return await work(run, client);
  } finally {
    client.release();
  }
}

test("JavaScript and PostgreSQL give the same result for 20,000 random expressions and records", async () => {
  const seed = Number(process.env["MORTISE_SEED"] ?? Date.now() % 1_000_000_000);
  const result = await connected((run) => compareCompilers(run, { seed, pairs: 20_000, records: 20 }));
  expect(result.differences, `seed ${seed}`).toEqual([]);
  expect(result.pairs).toBeGreaterThanOrEqual(20_000);
});

async function inSql(run: RunQuery, formula: string): Promise<string | null> {
  const parsed = parseFormula(formula, sampleFinder);
  if (!parsed.ok) throw new Error(formula);
  const { kind } = compileExpression(parsed.expression, sampleScope);
  const fragment = toSql(parsed.expression, sampleScope, sampleSource, sampleEnvironment);
  const [row] = await run(`SELECT ${asText(numbered(fragment.text, 0), kind)}`, fragment.parameters);
  return row?.[0] ?? null;
}

test("PostgreSQL gives the documented result of every example and of every rule", async () => {
  const cases: (readonly [string, Value])[] = [
    ...HELP.map(([, , , , , formula, result]) => [formula, result] as const),
    ...SEMANTICS.flatMap(({ cases: shown }) => shown),
  ];
  await connected(async (run) => {
    await storePhones(run);
    const wrong: string[] = [];
    for (const [formula, result] of cases) {
      const found = await inSql(run, formula);
      if (found !== (result === null ? null : String(result))) wrong.push(`${formula}: ${String(found)}`);
    }
    expect(wrong).toEqual([]);
  });
});
