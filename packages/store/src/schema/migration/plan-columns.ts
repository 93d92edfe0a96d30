import { canonicalType, growsInPlace } from "./column-change.ts";
import type { MigrationPhase, MigrationStep } from "./migration-step.ts";
import { keptName, objectName, parseKeptName, quoteIdentifier, schemaName, tableName } from "../names.ts";
import type { FoundTable } from "../found-table.ts";
import { partName } from "../layout/schema-layout.ts";
import type { PhysicalColumn } from "../physical-column.ts";
import type { PhysicalTable } from "../physical-table.ts";
import type { ConversionTask } from "../task/structure-task.ts";
import { dropSync, isShadow, shadowName, syncStatements } from "../conversion/shadow-column.ts";
import { fieldKey } from "../conversion/conversions.ts";
import type { MigrationRequest } from "./migration-request.ts";

/** How the columns of one table change, and what that means for its keys and its search text. */
export interface ColumnPlan {
  readonly steps: readonly MigrationStep[];
  /** Steps that prepare what has to be done before the release can come into force. */
  readonly preparing: readonly MigrationStep[];
  readonly before: readonly ConversionTask[];
  /** Columns that are renamed aside: their indexes and foreign keys go. */
  readonly moved: ReadonlySet<string>;
  /** Columns that hold values already: foreign keys must be checked. */
  readonly existing: ReadonlySet<string>;
  /** Columns that came back with values: the search text lacks them. */
  readonly returned: ReadonlySet<string>;
}

/** Plans added, kept, returning, renamed and converted columns. A table that does not exist yet needs nothing of it. */
export function planColumns(request: MigrationRequest, table: PhysicalTable): ColumnPlan {
  const { found } = table;
  if (!found) {
    const none: ReadonlySet<string> = new Set();
    return { steps: [], preparing: [], before: [], moved: none, existing: none, returned: none };
  }
  const plan = new ColumnPlanner(request, table, found);
  plan.keepUnwanted();
  for (const column of table.columns) plan.bring(column);
  return plan;
}

class ColumnPlanner implements ColumnPlan {
  readonly steps: MigrationStep[] = [];
  readonly preparing: MigrationStep[] = [];
  readonly before: ConversionTask[] = [];
  readonly moved = new Set<string>();
  readonly existing = new Set<string>();
  readonly returned = new Set<string>();
  readonly #request: MigrationRequest;
  readonly #table: PhysicalTable;
  readonly #found: FoundTable;
  /** Columns that become another field's by a change of key: new name by old name. */
  readonly #renamed: ReadonlyMap<string, string>;

  constructor(request: MigrationRequest, table: PhysicalTable, found: FoundTable) {
    this.#request = request;
    this.#table = table;
    this.#found = found;
    this.#renamed = renamedColumns(table, found);
  }

  keepUnwanted(): void {
    const wanted = new Set(this.#table.columns.map(({ name }) => name));
    for (const name of this.#found.columns.keys()) {
      const isOurs = parseKeptName(name) !== undefined || isShadow(name) || this.#renamed.has(name);
      if (!wanted.has(name) && !isOurs) this.#keep(name);
    }
  }

  bring(column: PhysicalColumn): void {
    const actual = this.#found.columns.get(column.name);
    if (actual === undefined) {
      this.#renameReturnOrAdd(column);
      return;
    }
    const wanted = canonicalType(column.type);
    if (this.#isRetargeted(column)) {
      this.#keep(column.name);
      this.#returnOrAdd(column);
    } else if (actual === wanted && !this.#isConverted(column)) {
      this.existing.add(column.name);
    } else if (growsInPlace(actual, wanted) && !this.#isConverted(column)) {
      this.existing.add(column.name);
      this.#alter("columns", column, `alter column ${quoteIdentifier(column.name)} type ${wanted}`);
    } else {
      this.#convert(column);
    }
  }

  /** The type of the field changed, and not every value stays as it is. */
  #isConverted({ name, field }: PhysicalColumn): boolean {
    const { before, unchanged } = this.#request;
    const old = field && before?.field(this.#table.entity, name);
    if (this.#found.place(shadowName(name)) !== undefined) return true;
    if (!old || old.type === field.type) return false;
    return unchanged?.has(fieldKey(this.#table.entity, name)) !== true;
  }

  /**
   * Small tables are converted while they are locked. Large ones get a second column that is filled row by row, and
   * kept current by a trigger, before the release comes into force; then only names change.
   */
  #convert(column: PhysicalColumn): void {
    const task = this.#conversionTask(column);
    const shadow = this.#found.place(task.shadow);
    this.existing.add(column.name);
    this.returned.add(column.name);
    if (shadow === undefined && !this.#found.isSmall) {
      this.before.push(task);
      this.preparing.push(
        this.#step("columns", column.name, addColumn(this.#sqlTable(task.shadowTable), task)),
      );
      this.preparing.push(
        ...syncStatements(this.#request.app, task).map((sql) => this.#step("search", column.name, sql)),
      );
      return;
    }
    const table = this.#sqlTable(task.shadowTable);
    if (shadow === undefined) this.steps.push(this.#step("release", column.name, addColumn(table, task)));
    this.steps.push({
      ...this.#step("convert", column.name, ""),
      convert: { task, rows: shadow === undefined ? "all" : "queued" },
    });
    if (shadow !== undefined) {
      const sync = dropSync(this.#request.app, task);
      this.steps.push(...sync.map((sql) => this.#step("convert", column.name, sql)));
    }
    this.#keep(column.name);
    const rename = `alter table ${table} rename column ${quoteIdentifier(task.shadow)} to ${quoteIdentifier(column.name)}`;
    this.steps.push(this.#step("columns", column.name, rename));
  }

  #conversionTask(column: PhysicalColumn): ConversionTask {
    const { entity } = this.#table;
    const type = canonicalType(column.type);
    const to = column.field ?? { id: column.name, type: "text", name: { zh: column.name, en: column.name } };
    const from = this.#request.before?.field(entity, column.name) ?? to;
    const part = this.#found.place(column.name) ?? 0;
    const kept = this.#request.restoring ? this.#found.kept(column.name, type) : undefined;
    const fallback = kept !== undefined && this.#found.place(kept) === part ? { fallback: kept } : {};
    return {
      kind: "conversion",
      entity,
      field: column.name,
      name: objectName("next", entity, column.name),
      table: partName(entity, part),
      shadowTable: partName(entity, part),
      shadow: shadowName(column.name),
      from,
      to,
      type,
      ...fallback,
    };
  }

  #renameReturnOrAdd(column: PhysicalColumn): void {
    const former = column.field?.formerId;
    if (former === undefined || this.#renamed.get(former) !== column.name) {
      this.#returnOrAdd(column);
      return;
    }
    this.moved.add(former);
    this.existing.add(column.name);
    this.returned.add(column.name);
    const change = `rename column ${quoteIdentifier(former)} to ${quoteIdentifier(column.name)}`;
    this.#alter("columns", column, change);
  }

  #returnOrAdd(column: PhysicalColumn): void {
    const name = quoteIdentifier(column.name);
    const kept = this.#found.kept(column.name, canonicalType(column.type));
    if (kept === undefined) {
      const constraint = column.constraint === undefined ? "" : ` ${column.constraint}`;
      this.#alter("columns", column, `add column ${name} ${column.type}${constraint}`);
      return;
    }
    this.existing.add(column.name);
    this.returned.add(column.name);
    this.#alter("columns", column, `rename column ${quoteIdentifier(kept)} to ${name}`);
  }

  #keep(name: string): void {
    this.moved.add(name);
    const kept = quoteIdentifier(keptName(name, this.#request.release));
    const table = this.#sqlTable(partName(this.#table.entity, this.#found.place(name) ?? 0));
    const sql = `alter table ${table} rename column ${quoteIdentifier(name)} to ${kept}`;
    this.steps.push(this.#step("keep", name, sql));
  }

  /** The column pointed at another entity until now: its ids mean nothing there. */
  #isRetargeted({ name, reference }: PhysicalColumn): boolean {
    const present = this.#found.references.find(({ column }) => column === name);
    if (!present || !reference || !("entity" in reference.target)) return false;
    return present.target !== `${schemaName(this.#request.app)}.${reference.target.entity}`;
  }

  #sqlTable(table: string): string {
    return tableName(this.#request.app, table);
  }

  #alter(phase: MigrationPhase, { name, part = 0 }: PhysicalColumn, change: string): void {
    const table = this.#sqlTable(partName(this.#table.entity, part));
    this.steps.push(this.#step(phase, name, `alter table ${table} ${change}`));
  }

  #step(phase: MigrationPhase, field: string, sql: string): MigrationStep {
    return { phase, entity: this.#table.entity, field, sql };
  }
}

function addColumn(table: string, { shadow, type }: ConversionTask): string {
  return `alter table ${table} add column ${quoteIdentifier(shadow)} ${type}`;
}

/** A field whose key changed takes its column along, unless one of its own stands there already. */
function renamedColumns(table: PhysicalTable, found: FoundTable): ReadonlyMap<string, string> {
  const wanted = new Set(table.columns.map(({ name }) => name));
  return new Map(
    table.columns.flatMap(({ name, type, field }) => {
      const former = field?.formerId;
      if (former === undefined || found.columns.has(name) || wanted.has(former)) return [];
      return found.columns.get(former) === canonicalType(type) ? [[former, name] as const] : [];
    }),
  );
}
