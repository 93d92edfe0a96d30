import { type Kysely, sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";
import { INITIAL_LETTERS, OTHER_LETTERS } from "../search/initial-letters.ts";
import { SEARCHED_LENGTH } from "../search/search-windows.ts";
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
      select coalesce(array_agg(distinct substr(w, i, case when ascii(substr(w, i, 1)) < 128 then 4 else 3 end)), '{}')
      from regexp_split_to_table(input, '\\s+') w, generate_series(1, length(w)) i $$`.execute(db);
}

/** Both readings of every character of a text: two letters each, so that a pattern can look for either. */
async function createInitials(db: Kysely<SystemDatabase>): Promise<void> {
  const letters = sql.lit(INITIAL_LETTERS.replaceAll("-", " "));
  const others = sql.lit(OTHER_LETTERS);
  await sql`create function mortise.search_initials(input text) returns text
    language plpgsql immutable parallel safe as $$
    declare
      letters constant bytea := ${letters}::text::bytea;
      others constant text := ${others};
      result text := '';
      one text; letter text; place integer;
    begin
      foreach one in array string_to_array(mortise.search_plain(input), null) loop
        letter := case
          when one ~ '^[a-z0-9\\n]$' then one
          when ascii(one) between 19968 and 40959 then chr(get_byte(letters, ascii(one) - 19968))
          else ' ' end;
        place := strpos(others, one);
        result := result || letter || case when place > 0 and ascii(one) > 127 then substr(others, place + 1, 1) else letter end;
      end loop;
      return result;
    end $$`.execute(db);
}

async function createKeys(db: Kysely<SystemDatabase>): Promise<void> {
  await sql`create function mortise.search_variants(input text) returns text[]
    language plpgsql immutable parallel safe as $$
    declare
      pairs constant text := mortise.search_initials(input);
      result text[] := array[''];
      first text; second text;
    begin
      if mortise.search_plain(input) !~ '[\\u4e00-\\u9fff]' then return '{}'; end if;
      for place in 1 .. length(pairs) / 2 loop
        first := substr(pairs, place * 2 - 1, 1);
        second := substr(pairs, place * 2, 1);
        if first = second or cardinality(result) * 2 > 4 then
          result := (select array_agg(v || first) from unnest(result) v);
        else
          result := (select array_agg(v || first) || array_agg(v || second) from unnest(result) v);
        end if;
      end loop;
      return result;
    end $$`.execute(db);
  const length = sql.lit(SEARCHED_LENGTH);
  await sql`create function mortise.search_keys(words text[], names text[], digits text[]) returns tsvector
    language sql immutable parallel safe as $$
      select array_to_tsvector(array(
        select unnest(mortise.search_windows(mortise.search_plain(left(w, ${length})))) from unnest(words) w
        union select unnest(mortise.search_windows(v))
          from unnest(names) n, unnest(mortise.search_variants(left(n, ${length}))) v
        union select unnest(mortise.search_windows(trim(mortise.search_digits(d)))) from unnest(digits) d
        except select '')) $$`.execute(db);
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
