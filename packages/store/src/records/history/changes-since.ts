import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { JournalDb } from "../../journal/journal-db.ts";
import type { HistoryType } from "./history-entry.ts";

/** One thing that happened to a record, with what some of its fields held before and after. */
export interface PastChange {
  readonly record: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: HistoryType;
  /** Who made it; null for systems and visitors. */
  readonly actor: string | null;
  /** Who had started the flow that made it. */
  readonly startedBy: string | null;
  readonly skipFlows: boolean;
  readonly keepsOwner: boolean;
  /** All fields that changed. */
  readonly changed: readonly string[];
  /** Old and new value of those that were asked for. */
  readonly values: Readonly<Record<string, readonly [Value, Value]>>;
}

/** Which part of the history is read. */
export interface ChangesQuery {
  readonly app: string;
  readonly entity: string;
  readonly since: Date;
  readonly fields: readonly string[];
  /** Only what happened to this record. */
  readonly record?: string;
  /** So many at most, the newest. */
  readonly limit: number;
}

/**
 * What happened to the records of an entity since a moment, oldest first. It is read past all permissions: whoever shows
 * something of it asks the gateway which records and fields a reader may see.
 */
export async function changesSince(
  db: JournalDb,
  { app, entity, since, fields, record, limit }: ChangesQuery,
): Promise<readonly PastChange[]> {
  const { rows } = await sql<PastChange>`
    select * from (
      select h.sequence, h.record, (extract(epoch from h.at) * 1000)::float8 as at, h.type, h.actor, c.details ->> 'startedBy' as "startedBy",
        coalesce((c.details ->> 'skipFlows')::boolean, false) as "skipFlows",
        coalesce((c.details ->> 'keepsOwner')::boolean, false) as "keepsOwner",
        case when h.changes = '{}' then '{}' else array(select jsonb_object_keys(h.changes)) end as changed,
        case when h.changes = '{}' then '{}' else coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(h.changes) e
          where e.key = any(${[...fields]}::text[]) and jsonb_typeof(e.value) = 'array'), '{}') end as values
      from mortise.record_history h left join mortise.change_set c on c.id = h.change_set
      where h.at >= ${since.toISOString()}::timestamptz and h.app = ${app} and h.entity = ${entity}
        ${record === undefined ? sql`` : sql`and h.record = ${record}::uuid`}
      order by h.sequence desc limit ${limit}) as newest
    order by sequence`.execute(db);
  return rows;
}
