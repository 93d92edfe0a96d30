import type { Problem } from "@mortise/metadata";
import type { ActualSchema, ActualTable } from "../actual-schema.ts";
import type { MigrationRequest } from "./migration-request.ts";
import { MIGRATION_PHASES, type MigrationStep } from "./migration-step.ts";
import { keptName, parseKeptName, quoteIdentifier, schemaName, tableName } from "../names.ts";
import { type PhysicalTable, physicalTables } from "../physical-table.ts";
import { planColumns } from "./plan-columns.ts";
import { planKeys } from "./plan-keys.ts";
import { planSearch } from "./plan-search.ts";
import { typeChangeProblems } from "./type-change.ts";

/** The steps in the order to run them, or what stands against them. */
export interface MigrationPlan {
  readonly steps: readonly MigrationStep[];
  readonly problems: readonly Problem[];
}

/**
 * Plans how the tables of an app become what a catalog describes. Nothing is ever dropped: columns and tables that
 * are no longer described are renamed to `zz_<id>_r<release>` and come back, with their values, as soon as a field
 * or entity of the same id and type is described again.
 */
export function planMigration(request: MigrationRequest): MigrationPlan {
  const { before, after, actual, fieldType, app } = request;
  const problems = request.restoring || !before ? [] : typeChangeProblems(before, after, fieldType);
  if (problems.length > 0) return { steps: [], problems };
  const tables = physicalTables(after, fieldType);
  const steps = [
    ...schemaSteps(app, actual),
    ...keepTables(request, tables),
    ...tables.flatMap((table) => tableSteps(request, table, findTable(actual, table.entity))),
  ];
  const order = (step: MigrationStep): number => MIGRATION_PHASES.indexOf(step.phase);
  return { steps: steps.toSorted((a, b) => order(a) - order(b)), problems: [] };
}

function schemaSteps(app: string, actual: ActualSchema): MigrationStep[] {
  if (actual) return [];
  return [{ phase: "schema", entity: "", sql: `create schema ${quoteIdentifier(schemaName(app))}` }];
}

function keepTables(request: MigrationRequest, tables: readonly PhysicalTable[]): MigrationStep[] {
  const wanted = new Set(tables.map(({ entity }) => entity));
  return (request.actual ?? [])
    .filter(({ name }) => !wanted.has(name) && !parseKeptName(name))
    .map(({ name }) => ({
      phase: "keep",
      entity: name,
      sql: `alter table ${tableName(request.app, name)} rename to ${quoteIdentifier(keptName(name, request.release))}`,
    }));
}

/** The table itself, or the copy of it that was kept last. */
function findTable(actual: ActualSchema, entity: string): ActualTable | undefined {
  const exact = actual?.find(({ name }) => name === entity);
  if (exact) return exact;
  return (actual ?? [])
    .filter(({ name }) => parseKeptName(name)?.id === entity)
    .toSorted((a, b) => (parseKeptName(b.name)?.release ?? 0) - (parseKeptName(a.name)?.release ?? 0))[0];
}

function tableSteps(
  request: MigrationRequest,
  table: PhysicalTable,
  found: ActualTable | undefined,
): MigrationStep[] {
  const opening = found ? reviveTable(request.app, table, found) : createTable(request.app, table);
  const columns = planColumns(request, table, found);
  return [
    ...opening,
    ...columns.steps,
    ...planKeys(request, table, { found, moved: columns.moved, existing: columns.existing }),
    ...planSearch(request.app, table, found, columns.returned),
  ];
}

function reviveTable(app: string, { entity }: PhysicalTable, found: ActualTable): MigrationStep[] {
  if (found.name === entity) return [];
  const sql = `alter table ${tableName(app, found.name)} rename to ${quoteIdentifier(entity)}`;
  return [{ phase: "tables", entity, sql }];
}

function createTable(app: string, { entity, columns }: PhysicalTable): MigrationStep[] {
  const lines = columns.map(({ name, type, constraint }) =>
    [quoteIdentifier(name), type, constraint].filter((part) => part !== undefined).join(" "),
  );
  return [
    { phase: "tables", entity, sql: `create table ${tableName(app, entity)} (\n  ${lines.join(",\n  ")}\n)` },
  ];
}
