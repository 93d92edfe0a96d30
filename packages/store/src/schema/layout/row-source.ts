import { quoteIdentifier, tableName } from "../names.ts";
import { partName, type SchemaLayout } from "./schema-layout.ts";

/**
 * What rows of an entity are read from: its table, or the table joined with its further parts. PostgreSQL leaves out
 * the join with a part that a statement asks nothing of, and uses the indexes of the main table as if it stood alone.
 * Rows are locked and written in the tables themselves.
 */
export function rowSource(app: string, entity: string, layout: SchemaLayout): string {
  const main = tableName(app, entity);
  const places = Object.entries((Object.hasOwn(layout, entity) ? layout[entity] : undefined) ?? {});
  if (places.length === 0) return main;
  const parts = [...new Set(places.map(([, part]) => part))].toSorted((a, b) => a - b);
  const columns = places.map(([field, part]) => `p${part}.${quoteIdentifier(field)}`);
  const joins = parts.map(
    (part) => `left join ${tableName(app, partName(entity, part))} as p${part} on p${part}.id = m.id`,
  );
  return `(select m.*, ${columns.join(", ")} from ${main} as m ${joins.join(" ")})`;
}
