import type { ActualSchema } from "../actual-schema.ts";
import { adviseIndexes } from "../advice/advise-indexes.ts";
import type { StructureTask } from "../task/structure-task.ts";
import type { MigrationRequest } from "./migration-request.ts";
import { MIGRATION_PHASES, type MigrationStep, type TableLock } from "./migration-step.ts";
import { partName, parsePartName, type SchemaLayout } from "../layout/schema-layout.ts";
import { keptName, parseKeptName, quoteIdentifier, schemaName, tableName } from "../names.ts";
import type { PhysicalColumn } from "../physical-column.ts";
import { partsOf, type PhysicalTable, physicalTables } from "../physical-table.ts";
import { planColumns } from "./plan-columns.ts";
import { planKeys } from "./plan-keys.ts";
import { planSearch } from "./plan-search.ts";
import { tableLocks } from "./table-locks.ts";

/** What a migration does, and when. Nothing in it is long: what takes time on a large table is a task. */
export interface MigrationPlan {
  /** Statements of the publishing transaction, in the order to run them. */
  readonly steps: readonly MigrationStep[];
  /** Statements that begin the tasks of `before`. */
  readonly preparing: readonly MigrationStep[];
  /** What has to be done before the release can come into force; empty when it can at once. */
  readonly before: readonly StructureTask[];
  /** What follows while the release is in force. */
  readonly after: readonly StructureTask[];
  /** Tables to lock before the first step, sorted. */
  readonly locks: readonly TableLock[];
  readonly layout: SchemaLayout;
}

/**
 * Plans how the tables of an app become what a catalog describes. Nothing is ever dropped: columns and tables that
 * are no longer described are renamed to `zz_<id>_r<release>` and come back, with their values, as soon as a field
 * or entity of the same id and type is described again.
 */
export function planMigration(request: MigrationRequest): MigrationPlan {
  const { after, actual, fieldType, app } = request;
  const tables = physicalTables(after, fieldType, actual).map((table) => withAdvice(request, table));
  const plans = tables.map((table) => planTable(request, table));
  const all = (part: "steps" | "preparing"): MigrationStep[] => plans.flatMap((plan) => [...plan[part]]);
  const steps = inOrder([...schemaSteps(app, actual), ...keepTables(request, tables), ...all("steps")]);
  const preparing = inOrder(all("preparing"));
  const before = plans.flatMap((plan) => plan.before);
  return {
    steps,
    preparing,
    before,
    after: plans.flatMap((plan) => plan.after),
    locks: tableLocks(request, before.length > 0 ? preparing : steps, tables),
    layout: layoutOf(tables),
  };
}

/** Small tables need no further indexes; those that they have from larger days stay as long as they are wanted. */
function withAdvice(
  { app, after, fieldType, refused }: MigrationRequest,
  table: PhysicalTable,
): PhysicalTable {
  const { found, entity, indexes } = table;
  if (!found) return table;
  const present = new Set(found.indexes.map(({ name }) => name));
  const advised = adviseIndexes({ app, catalog: after, entity }, table, fieldType).filter(
    ({ name }) => refused?.has(name) !== true && (!found.isSmall || present.has(name)),
  );
  return { ...table, indexes: [...indexes, ...advised] };
}

function inOrder(steps: readonly MigrationStep[]): readonly MigrationStep[] {
  const order = (step: MigrationStep): number => MIGRATION_PHASES.indexOf(step.phase);
  return steps.toSorted((a, b) => order(a) - order(b));
}

function schemaSteps(app: string, actual: ActualSchema): MigrationStep[] {
  if (actual) return [];
  return [{ phase: "schema", entity: "", sql: `create schema ${quoteIdentifier(schemaName(app))}` }];
}

function keepTables({ actual, app, release }: MigrationRequest, tables: readonly PhysicalTable[]) {
  const wanted = new Set(tables.map(({ entity }) => entity));
  return (actual ?? []).flatMap(({ name }): MigrationStep[] => {
    const { table, part } = parsePartName(name);
    if (wanted.has(table) || parseKeptName(table)) return [];
    const kept = partName(keptName(table, release), part);
    const sql = `alter table ${tableName(app, name)} rename to ${quoteIdentifier(kept)}`;
    return [{ phase: "keep", entity: table, sql }];
  });
}

interface TablePlan {
  readonly steps: readonly MigrationStep[];
  readonly preparing: readonly MigrationStep[];
  readonly before: readonly StructureTask[];
  readonly after: readonly StructureTask[];
}

function planTable(request: MigrationRequest, table: PhysicalTable): TablePlan {
  const columns = planColumns(request, table);
  const keys = planKeys(request, table, columns);
  const search = planSearch(request.app, table, columns.returned);
  return {
    steps: [...openTable(request.app, table), ...columns.steps, ...keys.steps, ...search],
    preparing: columns.preparing,
    before: [...columns.before, ...keys.before],
    after: keys.after,
  };
}

/** Makes the table, or brings a kept one back under its name; then the further parts that it lacks. */
function openTable(app: string, table: PhysicalTable): MigrationStep[] {
  const { entity, found } = table;
  const step = (sql: string): MigrationStep => ({ phase: "tables", entity, sql });
  const present = found?.parts ?? [];
  const revived =
    found && found.name !== entity
      ? present.map((_, part) =>
          step(
            `alter table ${tableName(app, partName(found.name, part))} rename to ${quoteIdentifier(partName(entity, part))}`,
          ),
        )
      : [];
  const parts = found ? partsOf(table).filter((part) => part >= present.length) : partsOf(table);
  return [
    ...revived,
    ...(found ? [] : [step(createTable(app, entity, ofPart(table.columns, 0)))]),
    ...parts.map((part) => step(createPart(app, table, part))),
  ];
}

function ofPart(columns: readonly PhysicalColumn[], part: number): readonly PhysicalColumn[] {
  return columns.filter((column) => (column.part ?? 0) === part);
}

function createTable(app: string, name: string, columns: readonly PhysicalColumn[]): string {
  const lines = columns.map(columnLine);
  return `create table ${tableName(app, name)} (\n  ${lines.join(",\n  ")}\n)`;
}

/** Columns of a new part of an old table are added one by one, like those of its main table. */
function createPart(app: string, { entity, columns, found }: PhysicalTable, part: number): string {
  const main = tableName(app, entity);
  const lines = found ? [] : ofPart(columns, part).map(columnLine);
  const id = `"id" uuid primary key references ${main} on delete cascade`;
  return `create table ${tableName(app, partName(entity, part))} (\n  ${[id, ...lines].join(",\n  ")}\n)`;
}

function columnLine({ name, type, constraint }: PhysicalColumn): string {
  return [quoteIdentifier(name), type, constraint].filter((part) => part !== undefined).join(" ");
}

function layoutOf(tables: readonly PhysicalTable[]): SchemaLayout {
  return Object.fromEntries(
    tables.flatMap(({ entity, columns }) => {
      const places = columns.flatMap(({ name, part }) => (part === undefined ? [] : [[name, part] as const]));
      return places.length === 0 ? [] : [[entity, Object.fromEntries(places)] as const];
    }),
  );
}
