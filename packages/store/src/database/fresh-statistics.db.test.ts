import { newId } from "@mortise/kit";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { actors, people, useSampleGateway } from "../records/fixtures/sample-gateway.ts";

const sample = useSampleGateway();

interface Picture {
  readonly rows: number;
  readonly looks: number;
  readonly owners: number | null;
}

async function picture(): Promise<Picture | undefined> {
  await sql`select pg_stat_force_next_flush()`.execute(sample.db);
  const { rows } = await sql<Picture>`
    select c.reltuples::int as rows, s.analyze_count::int as looks,
      (select null_frac from pg_stats where schemaname = 'app_sample' and tablename = 'lead' and attname = 'owner') as owners
    from pg_class c join pg_stat_user_tables s on s.relid = c.oid where c.oid = 'app_sample.lead'::regclass`.execute(
    sample.db,
  );
  return rows[0];
}

async function addLeads(count: number, owner: string | null): Promise<void> {
  const rows = Array.from({ length: count }, (_none, index) => ({ name: `n${index}`, owner }));
  const cause = { type: "import", id: newId(), skipFlows: true } as const;
  await sample.gateway.execute(actors.system, "sample", [{ type: "create", entity: "lead", rows }], cause);
  await sample.gateway.settled();
}

test("a table that is filled in bulk is looked at again when it has grown by a good part", async () => {
  await addLeads(600, people.li);
  expect(await picture()).toMatchObject({ looks: 0 });
  await addLeads(2_000, null);
  const grown = await picture();
  expect(grown).toMatchObject({ rows: 2_600, looks: 1 });
  expect(grown?.owners).toBeGreaterThan(0.7);
  await addLeads(700, people.li);
  expect(await picture()).toMatchObject({ looks: 1 });
  await addLeads(1_500, people.li);
  expect(await picture()).toMatchObject({ rows: 4_800, looks: 2 });
});
