import { searchKeys, type Store } from "@mortise/store";
import { leadRow, type LeadRow } from "./lead-rows.ts";

/** The people that own leads and the team of each. */
export interface Owner {
  readonly account: string;
  readonly team: string;
}

const BATCH = 20_000;
const TABLE = `"app_crm"."lead"`;

/**
 * Fills the leads' real table past the gateway, as a restored backup would: same columns and types, and the column of
 * keyword search filled as the product fills it. Indexes are taken away and built again at the end.
 */
export async function seedLeads(store: Store, owners: readonly Owner[], rows: number): Promise<void> {
  const { pool } = store;
  const { rows: indexes } = await pool.query<{ name: string; definition: string }>(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
     where i.schemaname = 'app_crm' and i.tablename = 'lead' and i.indexdef not like 'CREATE UNIQUE%'`,
  );
  for (const { name } of indexes) await pool.query(`drop index "app_crm"."${name}"`);
  const lead = store.releases.current("crm").catalog.find("entity", "lead");
  const keysOf = lead ? searchKeys(lead) : () => "";
  for (let start = 0; start < rows; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, rows - start) }, (_, index) =>
      leadRow(start + index, rows),
    );
    await insertBatch(store, owners, { batch, keysOf });
  }
  const client = await pool.connect();
  try {
    await client.query("set maintenance_work_mem = '512MB'");
    for (const { definition } of indexes) await client.query(definition);
    // Like a database that has been up for a while: visibility known, nothing frozen ahead.
    await client.query(`vacuum (analyze) ${TABLE}`);
  } finally {
    client.release(true);
  }
}

async function insertBatch(
  store: Store,
  owners: readonly Owner[],
  { batch, keysOf }: { readonly batch: readonly LeadRow[]; readonly keysOf: ReturnType<typeof searchKeys> },
): Promise<void> {
  const column = (read: (row: LeadRow) => unknown) => batch.map(read);
  const owner = (row: LeadRow) => (row.ownerIndex < 0 ? undefined : owners[row.ownerIndex % owners.length]);
  // Ids rise with the time of creation, as UUIDv7 does.
  await store.pool.query(
    `insert into ${TABLE} (id, no, name, company, mobile, region, source, industry, status, est_amount, needs, score,
       follow_count, recycle_count, owner, team, created_at, updated_at, search)
     select (lpad(to_hex((extract(epoch from r.created_at) * 1000)::bigint), 12, '0') || '7'
         || substr(md5(r.no), 1, 3) || '8' || substr(md5(r.no), 4, 15))::uuid,
       r.no, r.name, r.company, r.mobile, r.region, r.source, r.industry, r.status, r.est_amount, nullif(r.needs, ''), r.score,
       0, 0, r.owner, r.team, r.created_at, r.created_at, r.search::tsvector
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::numeric[], $10::text[], $11::numeric[], $12::uuid[], $13::uuid[], $14::timestamptz[], $15::text[])
       as r(no, name, company, mobile, region, source, industry, status, est_amount, needs, score, owner, team, created_at, search)`,
    [
      column((row) => row.no),
      column((row) => row.name),
      column((row) => row.company),
      column((row) => row.mobile),
      column((row) => row.region),
      column((row) => row.source),
      column((row) => row.industry),
      column((row) => row.status),
      column((row) => row.est_amount),
      column((row) => row.needs),
      column((row) => row.score),
      column((row) => owner(row)?.account ?? null),
      column((row) => owner(row)?.team ?? null),
      column((row) => row.created_at),
      batch.map((row) => keysOf({ ...row })),
    ],
  );
}
