import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";
import { schemaName } from "./names.ts";

/** A table of an app as it stands in the database; kept tables and columns included. */
export interface ActualTable {
  readonly name: string;
  /** Size of its rows on disk. */
  readonly bytes: number;
  /** Columns it ever had, dropped ones included: PostgreSQL counts them for the life of a table. */
  readonly attributes: number;
  /** Type by column, spelled as PostgreSQL does (`timestamp with time zone`). */
  readonly columns: ReadonlyMap<string, string>;
  readonly indexes: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    /** False for what a build that failed or is under way leaves. */
    readonly valid: boolean;
  }[];
  readonly references: readonly { readonly name: string; readonly column: string; readonly target: string }[];
  /** Columns that the search trigger watches. */
  readonly searched: readonly string[];
  /** What the search trigger was made for, see `searchForm`; empty without one. */
  readonly searchForm: string;
}

/** All tables of an app's PostgreSQL schema; undefined when the schema does not exist. */
export type ActualSchema = readonly ActualTable[] | undefined;

/** Reads what is there: migrations are planned from the database itself, so that drift cannot break them. */
export async function readActualSchema(db: Kysely<SystemDatabase>, app: string): Promise<ActualSchema> {
  const schema = schemaName(app);
  const exists = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(db);
  if (exists.rows.length === 0) return undefined;
  const { rows } = await sql<{
    name: string;
    columns: [string, string][];
    bytes: number;
    attributes: number;
    indexes: { name: string; columns: string[]; valid: boolean }[];
    references: { name: string; column: string; target: string }[];
    searched: string[];
    searchForm: string;
  }>`
    select c.relname as name, pg_relation_size(c.oid) as bytes, c.relnatts::int as attributes,
      (select coalesce(json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]')
         from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(json_build_object('name', i.relname, 'valid', x.indisvalid, 'columns',
         (select coalesce(json_agg(a.attname), '[]') from pg_attribute a where a.attrelid = c.oid and a.attnum = any(x.indkey)))), '[]')
         from pg_index x join pg_class i on i.oid = x.indexrelid
         where x.indrelid = c.oid and not x.indisprimary) as indexes,
      (select coalesce(json_agg(json_build_object('name', k.conname, 'column', a.attname, 'target', tn.nspname || '.' || t.relname)), '[]')
         from pg_constraint k join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
         where k.conrelid = c.oid and k.contype = 'f') as references,
      (select coalesce(json_agg(a.attname), '[]') from pg_trigger g join pg_attribute a
         on a.attrelid = c.oid and a.attnum = any(g.tgattr)
         where g.tgrelid = c.oid and not g.tgisinternal and g.tgname like 'search$%') as searched,
      coalesce((select replace(encode(g.tgargs, 'escape'), '\\000', '') from pg_trigger g
         where g.tgrelid = c.oid and not g.tgisinternal and g.tgname like 'search$%' limit 1), '') as "searchForm"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind = 'r'
    order by c.relname`.execute(db);
  return rows.map((row) => ({ ...row, columns: new Map(row.columns) }));
}
