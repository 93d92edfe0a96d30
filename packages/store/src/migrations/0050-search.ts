import { type Kysely, sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";
import { INITIAL_LETTERS, OTHER_LETTERS } from "../search/initial-letters.ts";
import type { SystemDatabase } from "../system-schema.ts";

/**
 * Keyword search stands on keys instead of trigrams: the functions that make them for rows written by other tools, and
 * the list of tables whose keys are being made anew. Tables of older installations lose the column that held the
 * doubled text and get an empty one, which is filled in the background; see `alignSearch`.
 */
export const search: Migration = {
  name: "0050-search",
  async up(db) {
    await createTextFunctions(db);
    await createInitials(db);
    await createKeys(db);
    await sql`create table mortise.search_refill (
        app text not null,
        entity text not null,
        done_to uuid,
        requested_at timestamptz not null default now(),
        primary key (app, entity)
      )`.execute(db);
    await replaceColumns(db);
  },
};

async function createTextFunctions(db: Kysely<SystemDatabase>): Promise<void> {
  await sql`create function mortise.search_plain(input text) returns text
    language sql immutable parallel safe return lower(normalize(input, NFKC))`.execute(db);
  await sql`create function mortise.search_digits(input text) returns text
    language sql immutable parallel safe return regexp_replace(
      regexp_replace(input, '(^|\\n)\\+86(?=1\\d{10})', '\\1', 'g'), '[^0-9]+', ' ', 'g')`.execute(db);
  await sql`create function mortise.search_windows(input text) returns text[]
    language sql immutable parallel safe as $$
      select coalesce(array_agg(substr(w, i, case when ascii(substr(w, i, 1)) < 128 then 4 else 3 end)), '{}')
      from unnest(string_to_array(translate(input, E'\n\t\r\f\v', '     '), ' ')) w,
        generate_series(1, length(w)) i $$`.execute(db);
}

/** First letters of readings: both of every character, for patterns; and a text's variants, for keys. */
async function createInitials(db: Kysely<SystemDatabase>): Promise<void> {
  const letters = sql.lit(
    `\\x${Buffer.from(INITIAL_LETTERS.replaceAll("-", " "), "latin1").toString("hex")}`,
  );
  const others = sql.lit(OTHER_LETTERS);
  const characters = sql.lit(OTHER_LETTERS.replace(/[a-z]/g, ""));
  const letter = sql`case
    when c ~ '^[a-z0-9\\n]$' then c
    when ascii(c) between 19968 and 40959 then chr(get_byte(${letters}::bytea, ascii(c) - 19968))
    else ' ' end`;
  await sql`create function mortise.search_initials(input text) returns text
    language sql immutable parallel safe as $$
      select string_agg(l || case when place > 0 then substr(${others}, place + 1, 1) else l end, '' order by o)
      from unnest(string_to_array(mortise.search_plain(input), null)) with ordinality u(c, o),
        lateral (select ${letter} as l,
          case when ascii(c) > 127 then strpos(${others}, c) else 0 end as place) r $$`.execute(db);
  await sql`create function mortise.search_variants(input text) returns text[]
    language plpgsql immutable parallel safe as $$
    declare
      plain constant text := mortise.search_plain(coalesce(input, ''));
      result text[];
      spot record;
    begin
      if plain !~ '[\\u4e00-\\u9fff]' then return '{}'; end if;
      select array[string_agg(${letter}, '' order by o)] into result
        from unnest(string_to_array(plain, null)) with ordinality u(c, o);
      if translate(plain, ${characters}, '') <> plain then
        for spot in select o::integer as place, substr(${others}, strpos(${others}, c) + 1, 1) as other
          from unnest(string_to_array(plain, null)) with ordinality u(c, o)
          where ascii(c) > 127 and strpos(${others}, c) > 0 order by o limit 2
        loop
          result := result || array(select overlay(v placing spot.other from spot.place for 1) from unnest(result) v);
        end loop;
      end if;
      return result;
    end $$`.execute(db);
}

/** The keys of a row: of its words, of the variants of its names and of its numbers. */
async function createKeys(db: Kysely<SystemDatabase>): Promise<void> {
  await sql`create function mortise.search_keys(words text, variants text[], digits text) returns tsvector
    language sql immutable parallel safe return array_to_tsvector(
      mortise.search_windows(mortise.search_plain(words))
      || mortise.search_windows(array_to_string(variants, E'\\n'))
      || mortise.search_windows(mortise.search_digits(digits)))`.execute(db);
}

async function replaceColumns(db: Kysely<SystemDatabase>): Promise<void> {
  const { rows } = await sql<{ app: string; entity: string; triggers: string[] }>`
    select substr(n.nspname, 5) as app, c.relname as entity, array(
      select g.tgname::text from pg_trigger g where g.tgrelid = c.oid and g.tgname like 'search$%') as triggers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'search' and a.atttypid = 'text'::regtype
    where c.relkind = 'r' and n.nspname like 'app\\_%' and exists (
      select from mortise.app p where p.id = substr(n.nspname, 5))`.execute(db);
  for (const { app, entity, triggers } of rows) {
    const table = sql.id(`app_${app}`, entity);
    for (const trigger of triggers) await sql`drop trigger ${sql.id(trigger)} on ${table}`.execute(db);
    await sql`alter table ${table} drop column search, add column search tsvector`.execute(db);
    await sql`insert into mortise.search_refill (app, entity) values (${app}, ${entity})`.execute(db);
  }
}
