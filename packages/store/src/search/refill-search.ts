import type { Catalog } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { rowSource } from "../schema/layout/row-source.ts";
import type { SchemaLayout } from "../schema/layout/schema-layout.ts";
import { quoteIdentifier, tableName } from "../schema/names.ts";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import { physicalTables, SEARCH_COLUMN } from "../schema/physical-table.ts";
import { mustMakeWay } from "../schema/task/make-way.ts";
import { keysExpression } from "../schema/search-text.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** Whoever wants to change the table waits for the transaction of a batch: it should take no longer than this. */
const BATCH_MS = 200;
const FEWEST_ROWS = 50;
const MOST_ROWS = 1_000;
/** Rows of the next batch, by how long the last one took. */
let batchRows = 250;

function keepPace(rows: number, milliseconds: number): void {
  if (milliseconds > BATCH_MS) batchRows = Math.max(FEWEST_ROWS, Math.floor(batchRows / 2));
  else if (rows === batchRows && milliseconds < BATCH_MS / 3) batchRows = Math.min(MOST_ROWS, batchRows * 2);
}

/** Where a refill learns what the tables look like. */
interface RefillSource {
  /** The apps that this process knows. */
  apps(): readonly string[];
  current(app: string): { readonly catalog: Catalog; readonly layout: SchemaLayout };
}

/**
 * Makes the search keys of the next rows anew, of a table whose searched fields changed or that an older version
 * filled. Answers how many rows it looked at; 0 means that there is nothing to do for now: nothing is left, or somebody
 * is about to change tables. Any number of processes may call it.
 */
export async function refillSearch(
  db: Kysely<SystemDatabase>,
  releases: RefillSource,
  fieldType: FieldTypeLookup,
): Promise<number> {
  const begun = performance.now();
  const asked = batchRows;
  const done = await db.transaction().execute(async (transaction) => {
    if (await mustMakeWay(transaction)) return 0;
    const { rows } = await sql<{ app: string; entity: string; done_to: string | null }>`
      select app, entity, done_to from mortise.search_refill where app = any(${[...releases.apps()]}::text[])
      order by requested_at limit 1 for update skip locked`.execute(transaction);
    const [waiting] = rows;
    if (!waiting) return 0;
    const { app, entity, done_to: doneTo } = waiting;
    const { catalog, layout } = releases.current(app);
    const table = physicalTables(catalog, fieldType).find((one) => one.entity === entity);
    const filled = table
      ? await fillNext(transaction, { app, table, layout, doneTo })
      : { rows: 0, last: null };
    if (filled.last === null) {
      await sql`delete from mortise.search_refill where app = ${app} and entity = ${entity}`.execute(
        transaction,
      );
      return 1;
    }
    await sql`update mortise.search_refill set done_to = ${filled.last}::uuid
      where app = ${app} and entity = ${entity}`.execute(transaction);
    return filled.rows;
  });
  if (asked === batchRows) keepPace(done, performance.now() - begun);
  return done;
}

interface NextRows {
  readonly app: string;
  readonly table: ReturnType<typeof physicalTables>[number];
  readonly layout: SchemaLayout;
  readonly doneTo: string | null;
}

async function fillNext(
  db: Kysely<SystemDatabase>,
  { app, table: { entity, searched }, layout, doneTo }: NextRows,
): Promise<{ readonly rows: number; readonly last: string | null }> {
  const table = sql.raw(tableName(app, entity));
  const source = rowSource(app, entity, layout);
  const isSplit = source !== tableName(app, entity);
  const keys = sql.raw(keysExpression(searched, isSplit ? "s." : "t."));
  const join = isSplit ? sql`join ${sql.raw(source)} as s on s.id = next.id` : sql``;
  const column = sql.raw(quoteIdentifier(SEARCH_COLUMN));
  const { rows } = await sql<{ rows: number; last: string | null }>`
    with next as (
      select id from ${table} where ${doneTo}::uuid is null or id > ${doneTo}::uuid order by id limit ${batchRows}
    ), filled as (
      update ${table} as t set ${column} = ${keys} from next ${join}
      where t.id = next.id and t.${column} is distinct from ${keys}
    )
    select count(*)::int as rows, (select id from next order by id desc limit 1) as last from next`.execute(
    db,
  );
  return rows[0] ?? { rows: 0, last: null };
}
