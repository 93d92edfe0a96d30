import type { ActualTable } from "../actual-schema.ts";
import { bestCast, canonicalType, safeCast } from "./column-change.ts";
import type { MigrationPhase, MigrationStep } from "./migration-step.ts";
import { keptName, parseKeptName, quoteIdentifier, schemaName, tableName } from "../names.ts";
import type { PhysicalColumn } from "../physical-column.ts";
import type { PhysicalTable } from "../physical-table.ts";
import type { MigrationRequest } from "./migration-request.ts";

/** How the columns of one table change, and what that means for its keys and its search text. */
export interface ColumnPlan {
  readonly steps: readonly MigrationStep[];
  /** Columns that are renamed aside: their indexes and foreign keys go. */
  readonly moved: ReadonlySet<string>;
  /** Columns that hold values already: foreign keys must be checked, duplicates looked for. */
  readonly existing: ReadonlySet<string>;
  /** Columns that came back with values: the search text lacks them. */
  readonly returned: ReadonlySet<string>;
}

/** Plans added, kept, returning and retyped columns. A table that does not exist yet needs nothing of it. */
export function planColumns(
  request: MigrationRequest,
  table: PhysicalTable,
  found: ActualTable | undefined,
): ColumnPlan {
  if (!found) return { steps: [], moved: new Set(), existing: new Set(), returned: new Set() };
  const plan = new ColumnPlanner(request, table, found);
  plan.keepUnwanted();
  for (const column of table.columns) plan.bring(column);
  return plan;
}

class ColumnPlanner implements ColumnPlan {
  readonly steps: MigrationStep[] = [];
  readonly moved = new Set<string>();
  readonly existing = new Set<string>();
  readonly returned = new Set<string>();
  readonly #request: MigrationRequest;
  readonly #table: PhysicalTable;
  readonly #found: ActualTable;
  readonly #sqlTable: string;

  constructor(request: MigrationRequest, table: PhysicalTable, found: ActualTable) {
    this.#request = request;
    this.#table = table;
    this.#found = found;
    this.#sqlTable = tableName(request.app, table.entity);
  }

  keepUnwanted(): void {
    const wanted = new Set(this.#table.columns.map(({ name }) => name));
    for (const name of this.#found.columns.keys()) {
      if (!wanted.has(name) && !parseKeptName(name)) this.#keep(name);
    }
  }

  bring(column: PhysicalColumn): void {
    const actual = this.#found.columns.get(column.name);
    if (actual === undefined) {
      this.#returnOrAdd(column);
      return;
    }
    const wanted = canonicalType(column.type);
    if (this.#isRetargeted(column)) {
      this.#keep(column.name);
      this.#returnOrAdd(column);
    } else if (actual === wanted) {
      this.existing.add(column.name);
    } else {
      this.#retype(column, actual, wanted);
    }
  }

  #retype(column: PhysicalColumn, actual: string, wanted: string): void {
    const cast = safeCast(column.name, actual, wanted);
    const name = quoteIdentifier(column.name);
    this.existing.add(column.name);
    if (cast !== undefined) {
      this.#step("columns", column.name, `alter column ${name} type ${wanted} using ${cast}`);
      this.returned.add(column.name);
      return;
    }
    this.#keep(column.name);
    this.#returnOrAdd(column);
    const kept = bestCast(keptName(column.name, this.#request.release), actual, wanted);
    this.#push("columns", column.name, `update ${this.#sqlTable} set ${name} = coalesce(${kept}, ${name})`);
    this.returned.add(column.name);
  }

  #returnOrAdd(column: PhysicalColumn): void {
    const name = quoteIdentifier(column.name);
    const kept = this.#lastKept(column);
    if (kept === undefined) {
      const constraint = column.constraint === undefined ? "" : ` ${column.constraint}`;
      this.#step("columns", column.name, `add column ${name} ${column.type}${constraint}`);
      return;
    }
    this.existing.add(column.name);
    this.returned.add(column.name);
    this.#step("columns", column.name, `rename column ${quoteIdentifier(kept)} to ${name}`);
  }

  #keep(name: string): void {
    this.moved.add(name);
    const kept = quoteIdentifier(keptName(name, this.#request.release));
    this.#step("keep", name, `rename column ${quoteIdentifier(name)} to ${kept}`);
  }

  #lastKept(column: PhysicalColumn): string | undefined {
    const wanted = canonicalType(column.type);
    let last: { readonly name: string; readonly release: number } | undefined;
    for (const [name, type] of this.#found.columns) {
      const kept = parseKeptName(name);
      if (kept?.id === column.name && type === wanted && kept.release > (last?.release ?? -1)) {
        last = { name, release: kept.release };
      }
    }
    return last?.name;
  }

  /** The column pointed at another entity until now: its ids mean nothing there. */
  #isRetargeted({ name, reference }: PhysicalColumn): boolean {
    const present = this.#found.references.find(({ column }) => column === name);
    if (!present || !reference || !("entity" in reference.target)) return false;
    return present.target !== `${schemaName(this.#request.app)}.${reference.target.entity}`;
  }

  #step(phase: MigrationPhase, field: string, change: string): void {
    this.#push(phase, field, `alter table ${this.#sqlTable} ${change}`);
  }

  #push(phase: MigrationPhase, field: string, sql: string): void {
    this.steps.push({ phase, entity: this.#table.entity, field, sql });
  }
}
