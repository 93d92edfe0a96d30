import { mainSearched, SEARCH_COLUMN, type PhysicalTable } from "../physical-table.ts";
import { objectName, quoteIdentifier, schemaName, tableName } from "../names.ts";
import { keysExpression, searchForm } from "../search-text.ts";
import type { SearchFields } from "../../search/search-fields.ts";
import type { MigrationStep } from "./migration-step.ts";

/**
 * Plans the triggers that fill the search column where the gateway has not, and asks for the keys of the rows to be
 * made anew when other fields are searched: that happens in the background, see `refillSearch`. A new column is
 * empty, so adding a field touches no row.
 */
export function planSearch(
  app: string,
  table: PhysicalTable,
  returned: ReadonlySet<string>,
): readonly MigrationStep[] {
  const { entity, searched, found } = table;
  const own = mainSearched(table);
  const step = (sql: string): MigrationStep => ({ phase: "search", entity, sql });
  const present = found?.searched ?? [];
  const wanted = [...own.words, ...own.digits];
  const lost = present.some((column) => !wanted.includes(column));
  const gained = wanted.some(
    (column) => returned.has(column) || (!present.includes(column) && found?.columns.has(column)),
  );
  // A trigger watches the columns themselves, not their names.
  const isRewired = wanted.some((column) => returned.has(column));
  const form = wanted.length === 0 ? "" : searchForm(searched);
  const same = (found?.searchForm ?? "") === form && !isRewired;
  const reshaped = !same && present.length > 0;
  return [
    ...(same ? [] : triggerStatements(app, entity, { own, form }).map(step)),
    ...(found && (lost || gained || reshaped) ? [step(refillRequest(app, entity))] : []),
  ];
}

function dropTriggers(app: string, entity: string): readonly string[] {
  return triggerNames(entity).map(
    (name) => `drop trigger if exists ${quoteIdentifier(name)} on ${tableName(app, entity)}`,
  );
}

function triggerNames(entity: string): readonly [string, string] {
  return [objectName("search", entity), objectName("search", entity, "update")];
}

/** Columns of further parts are out of a trigger's sight: their words come with the keys that the gateway makes. */
function triggerStatements(
  app: string,
  entity: string,
  { own, form }: { readonly own: SearchFields; readonly form: string },
): readonly string[] {
  const table = tableName(app, entity);
  const [onInsert, onUpdate] = triggerNames(entity).map(quoteIdentifier);
  const routine = `${quoteIdentifier(schemaName(app))}.${onInsert}`;
  const columns = [...own.words, ...own.digits].map(quoteIdentifier);
  if (columns.length === 0) return dropTriggers(app, entity);
  const column = quoteIdentifier(SEARCH_COLUMN);
  const call = `execute function ${routine}('${form}')`;
  return [
    `create or replace function ${routine}() returns trigger language plpgsql as
      $body$ begin new.${column} := ${keysExpression(own, "new.")}; return new; end $body$`,
    `create or replace trigger ${onInsert} before insert on ${table}
      for each row when (new.${column} is null) ${call}`,
    `create or replace trigger ${onUpdate} before update of ${columns.join(", ")} on ${table}
      for each row when (new.${column} is not distinct from old.${column}) ${call}`,
  ];
}

function refillRequest(app: string, entity: string): string {
  // Both ids come from the catalog, where they match [a-z][a-z0-9_]*.
  return `insert into mortise.search_refill (app, entity) values ('${app}', '${entity}')
    on conflict (app, entity) do update set done_to = null, requested_at = now()`;
}
