import { sql } from "kysely";
import type { StoredFile } from "../files/files.ts";
import type { JournalDb } from "./journal-db.ts";

/** Stands for the whole record among the fields that hold files: whoever sees the record sees what is said about it. */
const WHOLE_RECORD = "id";

/** What is known of uploaded files; ids that stand for none are left out. */
export async function findFiles(
  db: JournalDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredFile>> {
  const { rows } = await sql<StoredFile & { readonly size: string | number }>`
    select id, name, size, type from mortise.file where id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, { ...row, size: Number(row.size) }]));
}

/** Opens files to all who see a record, because what is said about the record shows them. */
export async function noteGivenFiles(
  db: JournalDb,
  place: { readonly app: string; readonly entity: string; readonly record: string },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into mortise.file_use (file, app, entity, record, field)
    select id, ${place.app}, ${place.entity}, ${place.record}::uuid, ${WHOLE_RECORD}
    from mortise.file where id = any(${[...ids]}::uuid[])
    on conflict do nothing`.execute(db);
}
