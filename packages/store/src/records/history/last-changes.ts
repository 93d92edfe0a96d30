import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";

/** Who changed something last. */
export interface LastChange {
  readonly actor: string | null;
  readonly at: string;
}

/** Looks up the latest changes of some records and their fields. */
export interface LastChanges {
  of(record: string): LastChange | undefined;
  readonly ofField: (record: string, field: string) => LastChange | undefined;
}

interface LastRow {
  readonly record: string;
  readonly field: string | null;
  readonly actor: string | null;
  readonly at: string;
}

/** The latest changes of some records by other change-sets than the given ones: one statement. */
export async function lastChanges(
  db: Kysely<SystemDatabase>,
  { records, without }: { readonly records: readonly string[]; readonly without: readonly string[] },
): Promise<LastChanges> {
  const { rows } = await sql<LastRow>`
    select distinct on (h.record, f.field) h.record, f.field, h.actor, h.at
    from mortise.record_history h
      left join lateral (select null as field union all select jsonb_object_keys(h.changes)) f on true
    where h.record = any(${[...records]}::uuid[]) and h.change_set <> all(${[...without]}::uuid[])
    order by h.record, f.field, h.sequence desc`.execute(db);
  const byKey = new Map(
    rows.map((row) => [
      `${row.record}/${row.field ?? ""}`,
      { actor: row.actor, at: new Date(row.at).toISOString() },
    ]),
  );
  return {
    of: (record) => byKey.get(`${record}/`),
    ofField: (record, field) => byKey.get(`${record}/${field}`),
  };
}
