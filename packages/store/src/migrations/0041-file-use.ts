import { type Kysely, sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** Which record's field holds or held a file: who may read that field of that record may download it. */
export const fileUse: Migration = {
  name: "0041-file-use",
  async up(db) {
    await sql`create table mortise.file_use (
      file uuid not null references mortise.file on delete cascade,
      app text not null,
      entity text not null,
      record uuid not null,
      field text not null,
      primary key (file, record, field)
    )`.execute(db);
    await sql`create index file_use_record on mortise.file_use (record)`.execute(db);
    await noteStoredFiles(db);
  },
};

/** Files that records hold already. Their columns are those of type jsonb whose elements name a stored file. */
export async function noteStoredFiles(db: Kysely<SystemDatabase>): Promise<void> {
  await sql`do $$
    declare place record;
    begin
      for place in
        select c.table_schema, c.table_name, c.column_name from information_schema.columns c
        join information_schema.tables t using (table_schema, table_name)
        where c.table_schema like 'app\\_%' and c.data_type = 'jsonb' and t.table_type = 'BASE TABLE'
          and exists (select 1 from information_schema.columns i where i.table_schema = c.table_schema
            and i.table_name = c.table_name and i.column_name = 'id')
      loop
        execute format(
          'insert into mortise.file_use (file, app, entity, record, field)
           select f.id, %L, %L, t.id, %L from %I.%I t
             cross join lateral jsonb_array_elements(
               case when jsonb_typeof(t.%I) = ''array'' then t.%I else ''[]'' end) e(value)
             join mortise.file f on f.id::text = e.value ->> ''id''
           on conflict do nothing',
          substr(place.table_schema, 5), place.table_name, place.column_name,
          place.table_schema, place.table_name, place.column_name, place.column_name);
      end loop;
    end $$`.execute(db);
}
