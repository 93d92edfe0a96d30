import { type Clock, type LocalizedText, sameText } from "@mortise/kit";
import type { DefinitionDocument, FieldDefinition } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit/audit-log.ts";
import { buildForbidden, purgeUnconfirmed } from "../errors.ts";
import { parsePartName } from "../schema/layout/schema-layout.ts";
import { parseKeptName, quoteIdentifier, schemaName } from "../schema/names.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { lockApp } from "./drafts.ts";
import { releaseDocuments } from "./publish.ts";

/** A column or table that no release in force describes any more, kept with its values. */
export interface KeptThing {
  /** Tells it apart: `lead.zz_amount_r3`, `zz_pet_r4`. */
  readonly id: string;
  readonly entity: string;
  readonly entityName: LocalizedText;
  /** Null for a whole table. */
  readonly field: string | null;
  readonly name: LocalizedText;
  /** The field as the last release had it that described it; null for tables and when that release is gone. */
  readonly definition: FieldDefinition | null;
  /** Bytes on disk; estimated for columns. */
  readonly bytes: number;
  /** The release that put it aside, and when. */
  readonly release: number;
  readonly since: string | null;
}

/** What the list of kept things stands on. */
export interface KeptStructureOptions {
  readonly db: Kysely<SystemDatabase>;
  readonly clock: Clock;
}

interface KeptRow {
  readonly table: string;
  readonly column: string | null;
  /** Null for a column of which the planner knows nothing yet. */
  readonly bytes: string | null;
}

/** Columns and tables kept aside: what rolling back and restoring fields brings back, until it is purged. */
export class KeptStructure {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;

  constructor({ db, clock }: KeptStructureOptions) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Everything kept of an app, newest first. Builders only: the caller's to guard. */
  async list(app: string): Promise<readonly KeptThing[]> {
    const rows = await readKept(this.#db, app);
    const releases = await this.#releasesOf(app, rows);
    const things = rows.flatMap((row) => keptThing(row, releases));
    return things.toSorted((a, b) => b.release - a.release);
  }

  /**
   * Removes kept columns and tables for good, in one transaction, and writes it down. Administrators only, who name the
   * app (`confirm`): STORE_BUILD_FORBIDDEN, STORE_PURGE_UNCONFIRMED. What is not kept any more is passed over.
   */
  async purge(
    app: string,
    { ids, confirm }: { readonly ids: readonly string[]; readonly confirm: string },
    actor: Actor,
  ): Promise<readonly KeptThing[]> {
    if (!actor.admin) throw buildForbidden();
    if (confirm !== app) throw purgeUnconfirmed({ app });
    const wanted = new Set(ids);
    return this.#db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "publish");
      const chosen = (await this.list(app)).filter(({ id }) => wanted.has(id));
      // Only names that were just read from the database, and that only kept things have, are dropped.
      for (const { id } of chosen) await dropKept(transaction, app, id);
      const details = { things: chosen.map(({ id, bytes, release }) => ({ id, bytes, release })) };
      const at = this.#clock.now();
      if (chosen.length > 0)
        await writeAudit(transaction, { kind: "purge-structure", actor: actor.userId, at, app, details });
      return chosen;
    });
  }

  /** The documents of the last release before each thing was put aside, and when that was. */
  async #releasesOf(app: string, rows: readonly KeptRow[]): Promise<ReadonlyMap<number, ReleaseFacts>> {
    const numbers = new Set(
      rows.flatMap(({ table, column }) => parseKeptName(column ?? table)?.release ?? []),
    );
    const facts = new Map<number, ReleaseFacts>();
    for (const number of numbers) {
      const made = await this.#db
        .selectFrom("release")
        .select("created_at")
        .where("app", "=", app)
        .where("number", "=", number)
        .executeTakeFirst();
      const documents = number > 1 ? await releaseDocuments(this.#db, app, number - 1) : [];
      facts.set(number, { documents, since: made?.created_at ?? null });
    }
    return facts;
  }
}

interface ReleaseFacts {
  readonly documents: readonly DefinitionDocument[];
  readonly since: string | null;
}

async function readKept(db: Kysely<SystemDatabase>, app: string): Promise<readonly KeptRow[]> {
  // Sizes of columns come from the planner's statistics: reading every row of a large table for a list is too much.
  const { rows } = await sql<KeptRow>`
    select split_part(c.relname, '$', 1) as table, null as column, sum(pg_total_relation_size(c.oid))::text as bytes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${schemaName(app)} and c.relkind = 'r' and split_part(c.relname, '$', 1) ~ '^zz_.+_r[0-9]+$'
      group by 1
    union all
    select c.relname, a.attname, (s.avg_width * (1 - s.null_frac) * greatest(c.reltuples, 0))::bigint::text
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = a.attname
      where n.nspname = ${schemaName(app)} and c.relkind = 'r' and c.relname !~ '^zz_.+_r[0-9]+([$]|$)'
        and a.attname ~ '^zz_.+_r[0-9]+$'
    order by 1, 2`.execute(db);
  const measured: KeptRow[] = [];
  for (const row of rows) measured.push(row.bytes === null ? await measure(db, app, row) : row);
  return measured;
}

/** Tables without statistics are young and small: their values are added up. */
async function measure(db: Kysely<SystemDatabase>, app: string, row: KeptRow): Promise<KeptRow> {
  const { rows } = await sql<{ bytes: string }>`
    select coalesce(sum(pg_column_size(${sql.ref(row.column ?? "")})), 0)::text as bytes
    from ${sql.table(`${schemaName(app)}.${row.table}`)}`.execute(db);
  return { ...row, bytes: rows[0]?.bytes ?? "0" };
}

function keptThing(
  { table, column, bytes }: KeptRow,
  releases: ReadonlyMap<number, ReleaseFacts>,
): readonly KeptThing[] {
  const kept = parseKeptName(column ?? table);
  if (!kept) return [];
  const { documents = [], since = null } = releases.get(kept.release) ?? {};
  const entity = column === null ? kept.id : parsePartName(table).table;
  const document = documents.find(
    (each): each is Extract<DefinitionDocument, { kind: "entity" }> =>
      each.kind === "entity" && each.id === entity,
  );
  const definition = column === null ? undefined : document?.fields.find(({ id }) => id === kept.id);
  const entityName = document?.name ?? sameText(entity);
  return [
    {
      id: column === null ? table : `${table}.${column}`,
      entity,
      entityName,
      field: column === null ? null : kept.id,
      name: column === null ? entityName : (definition?.name ?? sameText(kept.id)),
      definition: definition ?? null,
      bytes: Number(bytes ?? 0),
      release: kept.release,
      since,
    },
  ];
}

async function dropKept(db: Kysely<SystemDatabase>, app: string, id: string): Promise<void> {
  const [table = "", column] = id.split(".");
  const schema = quoteIdentifier(schemaName(app));
  await sql`set local lock_timeout = '3s'`.execute(db);
  if (column !== undefined) {
    const drop = `alter table ${schema}.${quoteIdentifier(table)} drop column ${quoteIdentifier(column)}`;
    await sql.raw(drop).execute(db);
    return;
  }
  // A wide entity lies in several tables.
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schemaName(app)} and c.relkind = 'r' and split_part(c.relname, '$', 1) = ${table}
    order by c.relname desc`.execute(db);
  for (const { name } of rows)
    await sql.raw(`drop table ${schema}.${quoteIdentifier(name)} cascade`).execute(db);
}
