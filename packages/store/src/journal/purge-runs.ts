import type { LocalizedText } from "@mortise/kit";
import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";

const GONE: LocalizedText = {
  zh: "内容已随记录彻底删除",
  en: "Deleted for good together with the record",
};

/**
 * Takes what flows wrote down of records out of their journal: the values before a change, what steps left and said about them and
 * what people wrote and gave when they decided. That the flows ran, and which way, remains.
 */
export async function purgeRuns(db: JournalDb, records: readonly string[]): Promise<void> {
  const ids = [...records];
  const gone = JSON.stringify(GONE);
  await sql`update mortise.flow_step set text = ${gone}::jsonb
    where run in (select id from mortise.flow_run where record = any(${ids}::uuid[]))`.execute(db);
  await sql`update mortise.flow_run set outputs = null,
      blocks = (select coalesce(jsonb_agg(block - 'rounds'), '[]') from jsonb_array_elements(blocks) as block)
    where record = any(${ids}::uuid[]) and (outputs is not null or blocks <> '[]')`.execute(db);
  await sql`update mortise.flow_run set old = null, woken_by = null, error = case when error is null then null else ${gone}::jsonb end
    where record = any(${ids}::uuid[]) and (old is not null or error is not null or woken_by is not null)`.execute(
    db,
  );
  await sql`update mortise.work_item set comment = null, answer = answer - 'files' - 'signature'
    where record = any(${ids}::uuid[]) and (comment is not null or answer is not null)`.execute(db);
  await sql`update mortise.flow_call set answer = null where record = any(${ids}::uuid[]) and not tells`.execute(
    db,
  );
  await sql`delete from mortise.outbox where record = any(${ids}::uuid[])`.execute(db);
  await sql`delete from mortise.flow_hook_call where record = any(${ids}::uuid[])`.execute(db);
}
