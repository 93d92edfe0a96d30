import type { ActualTable } from "../actual-schema.ts";
import type { MigrationStep } from "./migration-step.ts";
import { objectName, quoteIdentifier, schemaName, tableName } from "../names.ts";
import { type PhysicalTable, SEARCH_COLUMN } from "../physical-table.ts";
import { searchExpression } from "../search-text.ts";

/**
 * Plans the trigger that fills the search column, and a refill of the rows when their text changes with it. A new
 * column is empty, so adding a field touches no row.
 */
export function planSearch(
  app: string,
  { entity, searched }: PhysicalTable,
  found: ActualTable | undefined,
  returned: ReadonlySet<string>,
): readonly MigrationStep[] {
  const step = (sql: string): MigrationStep => ({ phase: "search", entity, sql });
  const present = found?.searched ?? [];
  const lost = present.some((column) => !searched.includes(column));
  const gained = searched.some(
    (column) => returned.has(column) || (!present.includes(column) && found?.columns.has(column)),
  );
  // PostgreSQL refuses to retype a column that a trigger watches.
  const blocked = present.some((column) => returned.has(column));
  const same = present.length === searched.length && !lost && !blocked;
  return [
    ...(blocked ? [{ ...step(dropTrigger(app, entity)), phase: "release" as const }] : []),
    ...(same ? [] : triggerStatements(app, entity, searched).map(step)),
    ...(found && (lost || gained) ? [step(refillStatement(app, entity, searched))] : []),
  ];
}

function dropTrigger(app: string, entity: string): string {
  return `drop trigger if exists ${quoteIdentifier(objectName("search", entity))} on ${tableName(app, entity)}`;
}

function triggerStatements(app: string, entity: string, searched: readonly string[]): readonly string[] {
  const table = tableName(app, entity);
  const name = quoteIdentifier(objectName("search", entity));
  const routine = `${quoteIdentifier(schemaName(app))}.${name}`;
  if (searched.length === 0) return [dropTrigger(app, entity)];
  const columns = searched.map(quoteIdentifier);
  const text = searchExpression(columns.map((column) => `new.${column}`));
  return [
    `create or replace function ${routine}() returns trigger language plpgsql as
      $body$ begin new."${SEARCH_COLUMN}" := ${text}; return new; end $body$`,
    `create or replace trigger ${name} before insert or update of ${columns.join(", ")} on ${table}
      for each row execute function ${routine}()`,
  ];
}

function refillStatement(app: string, entity: string, searched: readonly string[]): string {
  const text = searched.length === 0 ? "null" : searchExpression(searched.map(quoteIdentifier));
  return `update ${tableName(app, entity)} set "${SEARCH_COLUMN}" = ${text} where "${SEARCH_COLUMN}" is distinct from ${text}`;
}
