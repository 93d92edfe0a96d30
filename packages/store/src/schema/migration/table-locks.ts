import type { PhysicalTable } from "../physical-table.ts";
import { tableName } from "../names.ts";
import type { MigrationRequest } from "./migration-request.ts";
import type { MigrationStep, TableLock } from "./migration-step.ts";

/**
 * The tables that steps touch, sorted so that two migrations never wait for each other: the entities' own tables, and
 * those that keys which come or go point at. Tables that do not exist yet need no lock.
 */
export function tableLocks(
  { app, actual }: MigrationRequest,
  steps: readonly MigrationStep[],
  tables: readonly PhysicalTable[],
): readonly TableLock[] {
  const touched = new Set(steps.map(({ entity }) => entity));
  const locks = new Map<string, TableLock["mode"]>();
  const pointedAt = steps.flatMap(({ target }) => (target === undefined ? [] : [target]));
  const exists = new Set((actual ?? []).map(({ name }) => tableName(app, name)));
  for (const table of pointedAt) {
    if (exists.has(table) || table.startsWith("mortise.")) locks.set(table, "share row exclusive");
  }
  for (const { found } of tables.filter(({ entity }) => touched.has(entity))) {
    for (const { name } of found?.parts ?? []) locks.set(tableName(app, name), "access exclusive");
  }
  for (const { name } of actual ?? []) {
    if (touched.has(name)) locks.set(tableName(app, name), "access exclusive");
  }
  return [...locks]
    .map(([table, mode]): TableLock => ({ table, mode }))
    .toSorted((a, b) => (a.table < b.table ? -1 : 1));
}
