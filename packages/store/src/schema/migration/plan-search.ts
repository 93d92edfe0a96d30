import type { MigrationStep } from "./migration-step.ts";
import { objectName, quoteIdentifier, schemaName, tableName } from "../names.ts";
import { partName } from "../layout/schema-layout.ts";
import { partsOf, type PhysicalTable, SEARCH_COLUMN } from "../physical-table.ts";
import { searchExpression } from "../search-text.ts";
import type { SearchTask } from "../task/structure-task.ts";

/** How the search text of one table changes. */
export interface SearchPlan {
  readonly steps: readonly MigrationStep[];
  readonly after: readonly SearchTask[];
}

/**
 * Plans the trigger that fills the search column, and a refill of the rows when their text changes with it. A new
 * column is empty, so adding a field touches no row.
 */
export function planSearch(app: string, table: PhysicalTable, returned: ReadonlySet<string>): SearchPlan {
  const { entity, searched, found } = table;
  const step = (sql: string): MigrationStep => ({ phase: "search", entity, sql });
  const present = found?.searched.filter((column) => column !== SEARCH_COLUMN) ?? [];
  const lost = present.some((column) => !searched.includes(column));
  const gained = searched.some(
    (column) => returned.has(column) || (!present.includes(column) && found?.columns.has(column)),
  );
  const isChanged = present.length !== searched.length || lost || gained;
  const refill = found !== undefined && (lost || gained);
  return {
    steps: [
      ...(isChanged ? triggerStatements(app, table).map(step) : []),
      ...(refill && found.isSmall ? [step(refillSearch(app, entity))] : []),
    ],
    after: refill && !found.isSmall ? [{ kind: "search", entity, name: objectName("search", entity) }] : [],
  };
}

/** Rewrites the search text of all rows, or of some: their trigger does the work. */
export function refillSearch(app: string, entity: string, within = "true"): string {
  return `update ${tableName(app, entity)} as t set "${SEARCH_COLUMN}" = null where ${within}`;
}

function triggerStatements(app: string, table: PhysicalTable): readonly string[] {
  const { entity } = table;
  const parts = partsOf(table).map((part) => ({ part, columns: searchedIn(table, part) }));
  return [
    ...mainTrigger(app, table),
    ...parts.flatMap(({ part, columns }) => partTrigger(app, entity, { part, columns })),
  ];
}

function searchedIn({ searched, columns }: PhysicalTable, part: number): readonly string[] {
  return columns
    .filter((column) => searched.includes(column.name) && (column.part ?? 0) === part)
    .map(({ name }) => name);
}

/** The function that makes the text of a whole row; values of other parts are looked up by the record's id. */
function mainTrigger(app: string, table: PhysicalTable): readonly string[] {
  const { entity } = table;
  const name = quoteIdentifier(objectName("search", entity));
  const own = searchedIn(table, 0);
  const elsewhere = partsOf(table)
    .map((part) => ({ part, columns: searchedIn(table, part) }))
    .filter(({ columns }) => columns.length > 0);
  if (own.length + elsewhere.length === 0)
    return [`drop trigger if exists ${name} on ${tableName(app, entity)}`];
  const texts = [
    ...own.map((column) => `new.${quoteIdentifier(column)}`),
    ...elsewhere.map(
      ({ part, columns }) =>
        `(select concat_ws(E'\\n', ${columns.map((column) => `p.${quoteIdentifier(column)}`).join(", ")})
          from ${tableName(app, partName(entity, part))} as p where p.id = new.id)`,
    ),
  ];
  const routine = `${quoteIdentifier(schemaName(app))}.${name}`;
  const watched = [...own, SEARCH_COLUMN].map(quoteIdentifier).join(", ");
  return [
    `create or replace function ${routine}() returns trigger language plpgsql as
      $body$ begin new."${SEARCH_COLUMN}" := ${searchExpression(texts)}; return new; end $body$`,
    `create or replace trigger ${name} before insert or update of ${watched} on ${tableName(app, entity)}
      for each row execute function ${routine}()`,
  ];
}

/** A value written in a part has the main row make its text anew. */
function partTrigger(
  app: string,
  entity: string,
  { part, columns }: { readonly part: number; readonly columns: readonly string[] },
): readonly string[] {
  const table = tableName(app, partName(entity, part));
  const name = quoteIdentifier(objectName("search", entity, String(part + 1)));
  if (columns.length === 0) return [`drop trigger if exists ${name} on ${table}`];
  const routine = `${quoteIdentifier(schemaName(app))}.${name}`;
  return [
    `create or replace function ${routine}() returns trigger language plpgsql as
      $body$ begin ${refillSearch(app, entity, "t.id = new.id")}; return null; end $body$`,
    `create or replace trigger ${name} after insert or update of ${columns.map(quoteIdentifier).join(", ")} on ${table}
      for each row execute function ${routine}()`,
  ];
}
