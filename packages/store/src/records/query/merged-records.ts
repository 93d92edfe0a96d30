import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";

/** A record and all that were merged into it, over any number of steps; undone merges do not count. */
export async function withMerged(db: Kysely<SystemDatabase>, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ record: string }>`
    with recursive merged(record) as (
      select ${id}::uuid union
      select m.record from mortise.merged_record m join merged on merged.record = m.survivor
        join mortise.change_set c on c.id = m.change_set and c.undone_by is null)
    select record from merged`.execute(db);
  return rows.map((row) => row.record);
}

/** The record that stands for one that was merged; undefined when it was not. */
export async function survivorOf(db: Kysely<SystemDatabase>, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ survivor: string }>`
    select m.survivor from mortise.merged_record m
      join mortise.change_set c on c.id = m.change_set and c.undone_by is null
    where m.record = ${id}::uuid`.execute(db);
  return rows[0]?.survivor;
}
