import { routes } from "@mortise/contract";
import type { PoolClient } from "pg";
import { expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer({ config: { readLimits: { record: 2, list: 2, search: 2, figures: 60, export: 2 } } });
const lead = { params: { app: "crm", entity: "lead" } };

/** As long as the work lasts nobody can read leads: every statement waits. */
async function whileLocked<Result>(work: () => Promise<Result>): Promise<Result> {
  const client: PoolClient = await app.database.pool.connect();
  try {
    await client.query("begin; lock table app_crm.lead in access exclusive mode");
    return await work();
  } finally {
    await client.query("rollback");
    client.release();
  }
}

async function waiting(): Promise<number> {
  const { rows } = await app.database.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and application_name = 'mortise'`,
  );
  return rows[0]?.n ?? 0;
}

test("each kind of read ends with advice of its own in the caller's language", async () => {
  const admin = await app.as("admin");
  const values = { name: "张三", mobile: "13900000041", source: "other" };
  const made = await admin.call(routes.createRecord, { ...lead, body: { values } });
  const { id } = made.body.record;
  const answers = await whileLocked(() =>
    Promise.all([
      admin.call(routes.queryRecords, { ...lead, body: {} }, { "accept-language": "en" }),
      admin.call(routes.searchApp, { params: { app: "crm" }, query: { q: "张三" } }),
      admin.call(routes.getRecord, { params: { ...lead.params, id } }),
    ]),
  );
  const told = answers.map(({ status, body }) => [status, (body as { code?: string }).code]);
  expect(told).toEqual([
    [422, "STORE_QUERY_TOO_SLOW"],
    [422, "STORE_SEARCH_TOO_SLOW"],
    [422, "STORE_RECORD_TOO_SLOW"],
  ]);
  expect(answers[0].text).toContain("after 2 seconds");
  expect(answers[1].text).toContain("搜索了 2 秒");
});

test("a read whose asker goes away is cancelled, and its connection serves others", async () => {
  const lina = await app.as("lina");
  const address = `${await app.listen()}/api/v1/apps/crm/entities/lead/aggregate`;
  // Figures may take a minute: it does not end by itself.
  const count = { dimensions: [], measures: [{ id: "n", function: "count" as const }] };
  const headers = { ...lina.headers, "content-type": "application/json" };
  await whileLocked(async () => {
    const asker = new AbortController();
    const asked = fetch(address, {
      method: "POST",
      headers,
      body: JSON.stringify(count),
      signal: asker.signal,
    });
    const gone = asked.catch((error: unknown) => error);
    await expect.poll(waiting).toBe(1);
    asker.abort();
    expect(await gone).toMatchObject({ name: "AbortError" });
    await expect.poll(waiting).toBe(0);
  });
  expect((await lina.call(routes.aggregate, { ...lead, body: count })).status).toBe(200);
});
