import type { EntityDocument } from "@mortise/metadata";
import { sql } from "kysely";
import { systemActor } from "../actor.ts";
import type { JournalDb } from "../journal/journal-db.ts";
import type { RecordReader } from "../records/gateway.ts";
import { FOLLOW_DEFAULTS } from "./follow-rows.ts";

/** Somebody who wants to hear of a record. */
export interface Listener {
  readonly account: string;
  readonly record: string;
  /** Asked for, and not only because the record is the person's or made by them. */
  readonly chosen: boolean;
}

/** Records of one entity. */
export interface Followed {
  readonly app: string;
  readonly entity: EntityDocument;
  readonly ids: readonly string[];
}

const PAGE = 500;

/**
 * Who wants to hear of records: those who chose to follow them, or one that was merged into them, and by their own
 * settings owners and creators; without those who chose not to. Whether they may see them is not asked here.
 */
export async function listenersOf(
  db: JournalDb,
  reader: Pick<RecordReader, "query">,
  followed: Followed,
): Promise<readonly Listener[]> {
  const { ids } = followed;
  const near = JSON.stringify(await holdersOf(reader, followed));
  const { rows } = await sql<Listener>`
    with recursive merged(root, record) as (
      select id, id from unnest(${[...ids]}::uuid[]) as one(id) union
      select merged.root, m.record from mortise.merged_record m join merged on merged.record = m.survivor
        join mortise.change_set c on c.id = m.change_set and c.undone_by is null),
    said as (
      select distinct on (f.account, merged.root) f.account, merged.root as record, f.following
      from merged join mortise.follow f on f.record = merged.record
      order by f.account, merged.root, (f.record = merged.root) desc, f.at desc),
    near as (
      select n.account, n.record from jsonb_to_recordset(${near}::jsonb) as n(account uuid, record uuid, created boolean)
      left join mortise.follow_setting s on s.account = n.account
      where case when n.created then coalesce(s.created, ${FOLLOW_DEFAULTS.created})
        else coalesce(s.owned, ${FOLLOW_DEFAULTS.owned}) end)
    select account, record, bool_or(chosen) as chosen from (
      select account, record, true as chosen from said where following
      union all select n.account, n.record, false from near n
        where not exists (select from said where said.account = n.account and said.record = n.record)) as heard
    group by account, record order by account, record`.execute(db);
  return rows;
}

/** Owners and creators of the records, also of those in the bin. */
async function holdersOf(
  reader: Pick<RecordReader, "query">,
  { app, entity, ids }: Followed,
): Promise<readonly { readonly account: string; readonly record: string; readonly created: boolean }[]> {
  const fields = [...(entity.owned ? ["owner"] : []), "created_by"];
  const holders: { account: string; record: string; created: boolean }[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const filter = { in: [{ var: "id" }, ids.slice(start, start + PAGE)] };
    for (const state of ["live", "deleted"] as const) {
      const page = await reader.query(systemActor, app, {
        entity: entity.id,
        fields,
        filter,
        state,
        limit: PAGE,
      });
      for (const record of page.items)
        for (const field of fields) {
          const account = record[field];
          if (typeof account === "string")
            holders.push({ account, record: record.id, created: field === "created_by" });
        }
    }
  }
  return holders;
}
