import type { Catalog } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { readActualSchema } from "../schema/actual-schema.ts";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import { planSearch } from "../schema/migration/plan-search.ts";
import { quoteIdentifier, tableName } from "../schema/names.ts";
import { physicalTables } from "../schema/physical-table.ts";
import type { SystemDatabase } from "../system-schema.ts";

const LOCK_TIMEOUT = "3s";

/**
 * Gives the tables of an app the search triggers and indexes of this version, where an older one made them: once
 * after an upgrade, nothing afterwards. The column is still empty then, so no table is locked for longer than its
 * rows take to be passed over once.
 */
export async function alignSearch(
  db: Kysely<SystemDatabase>,
  app: string,
  { catalog, fieldType }: { readonly catalog: Catalog; readonly fieldType: FieldTypeLookup },
): Promise<void> {
  const actual = await readActualSchema(db, app);
  for (const table of physicalTables(catalog, fieldType, actual)) {
    const { found } = table;
    if (!found || found.indexes.some(({ name }) => name.endsWith("$search$keys"))) continue;
    const indexes = table.indexes
      .filter(({ name }) => name.includes("$search$"))
      .map(({ name, definition }) => {
        const on = tableName(app, table.entity);
        return `create index if not exists ${quoteIdentifier(name)} on ${on} ${definition}`;
      });
    const triggers = planSearch(app, table, new Set()).map((step) => step.sql);
    await db.transaction().execute(async (transaction) => {
      await sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`).execute(transaction);
      for (const statement of [...triggers, ...indexes]) await sql.raw(statement).execute(transaction);
    });
  }
}
