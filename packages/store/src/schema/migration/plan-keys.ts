import type { ActualTable } from "../actual-schema.ts";
import type { MigrationPhase, MigrationStep } from "./migration-step.ts";
import { quoteIdentifier, schemaName, tableName } from "../names.ts";
import type { PhysicalReference } from "../physical-column.ts";
import type { PhysicalTable } from "../physical-table.ts";
import type { MigrationRequest } from "./migration-request.ts";

/** What is known of the table before its keys change. */
export interface KeyContext {
  readonly found: ActualTable | undefined;
  /** Columns that are renamed aside. */
  readonly moved: ReadonlySet<string>;
  /** Columns that hold values already. */
  readonly existing: ReadonlySet<string>;
}

/** Plans the foreign keys and indexes of one table. They are known by name: a name stands for one definition. */
export function planKeys(
  request: MigrationRequest,
  table: PhysicalTable,
  context: KeyContext,
): readonly MigrationStep[] {
  return [...planReferences(request, table, context), ...planIndexes(request, table, context)];
}

function planReferences(
  { app }: MigrationRequest,
  table: PhysicalTable,
  { found, moved, existing }: KeyContext,
): readonly MigrationStep[] {
  const own = tableName(app, table.entity);
  const wanted = table.columns.flatMap(({ name, reference }) => (reference ? [{ name, reference }] : []));
  const present = found?.references ?? [];
  const stays = (key: { readonly name: string; readonly column: string }): boolean =>
    !moved.has(key.column) && wanted.some(({ reference }) => reference.name === key.name);
  const step = (phase: MigrationPhase, field: string, sql: string): MigrationStep => ({
    phase,
    entity: table.entity,
    field,
    sql,
  });
  const dropped = present
    .filter((key) => !stays(key))
    .map((key) =>
      step("release", key.column, `alter table ${own} drop constraint ${quoteIdentifier(key.name)}`),
    );
  const added = wanted
    .filter(({ reference }) => !present.some((key) => key.name === reference.name && stays(key)))
    .flatMap(({ name, reference }) => {
      const target = targetTable(app, reference);
      const column = quoteIdentifier(name);
      const dangling = `update ${own} as t set ${column} = null where ${column} is not null
        and not exists (select from ${target} as o where o.id = t.${column})`;
      const key = `alter table ${own} add constraint ${quoteIdentifier(reference.name)} foreign key (${column})
        references ${target} on delete ${reference.onDelete} deferrable`;
      return [
        ...(existing.has(name) ? [step("references", name, dangling)] : []),
        step("references", name, key),
      ];
    });
  return [...dropped, ...added];
}

function targetTable(app: string, { target }: PhysicalReference): string {
  return "entity" in target ? tableName(app, target.entity) : `mortise.${target.system}`;
}

function planIndexes(
  { app }: MigrationRequest,
  table: PhysicalTable,
  { found, moved, existing }: KeyContext,
): readonly MigrationStep[] {
  const present = found?.indexes ?? [];
  const stays = (index: { readonly name: string; readonly columns: readonly string[] }): boolean =>
    !index.columns.some((column) => moved.has(column)) &&
    table.indexes.some(({ name }) => name === index.name);
  const dropped = present
    .filter((index) => !stays(index))
    .map(({ name }): MigrationStep => ({
      phase: "release",
      entity: table.entity,
      sql: `drop index ${quoteIdentifier(schemaName(app))}.${quoteIdentifier(name)}`,
    }));
  const added = table.indexes
    .filter(({ name }) => !present.some((index) => index.name === name && stays(index)))
    .map((index): MigrationStep => {
      const field = index.columns[0];
      const unique = index.unique ? "unique " : "";
      return {
        phase: "indexes",
        entity: table.entity,
        sql: `create ${unique}index ${quoteIdentifier(index.name)} on ${tableName(app, table.entity)} ${index.definition}`,
        ...(field === undefined ? {} : { field }),
        ...(index.unique && field !== undefined && existing.has(field) ? { makesUnique: true } : {}),
      };
    });
  return [...dropped, ...added];
}
