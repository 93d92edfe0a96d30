import type { MigrationPhase, MigrationStep } from "./migration-step.ts";
import { quoteIdentifier, schemaName, tableName } from "../names.ts";
import { partName } from "../layout/schema-layout.ts";
import type { PhysicalColumn, PhysicalReference } from "../physical-column.ts";
import type { AdvisedIndex } from "../advice/advise-indexes.ts";
import { isUniqueIndexName, type PhysicalIndex } from "../physical-index.ts";
import type { PhysicalTable } from "../physical-table.ts";
import { shadowName } from "../conversion/shadow-column.ts";
import type { DropTask, IndexTask, ReferenceTask, StructureTask } from "../task/structure-task.ts";
import type { MigrationRequest } from "./migration-request.ts";
import type { ColumnPlan } from "./plan-columns.ts";

/** How the foreign keys and indexes of one table change. */
export interface KeyPlan {
  readonly steps: readonly MigrationStep[];
  readonly before: readonly StructureTask[];
  readonly after: readonly StructureTask[];
}

/** Plans the foreign keys and indexes of one table. They are known by name: a name stands for one definition. */
export function planKeys(request: MigrationRequest, table: PhysicalTable, columns: ColumnPlan): KeyPlan {
  const references = planReferences(request, table, columns);
  const indexes = planIndexes(request, table, columns);
  return {
    steps: [...references.steps, ...indexes.steps],
    before: indexes.before,
    after: [...references.after, ...indexes.after],
  };
}

function planReferences(
  { app }: MigrationRequest,
  table: PhysicalTable,
  { moved, existing }: ColumnPlan,
): Pick<KeyPlan, "steps" | "after"> {
  const wanted = table.columns.flatMap((column) =>
    column.reference ? [{ column, reference: column.reference }] : [],
  );
  const present = table.found?.references ?? [];
  const stays = (key: { readonly name: string; readonly column: string }): boolean =>
    !moved.has(key.column) && wanted.some(({ reference }) => reference.name === key.name);
  const dropped = present.filter((key) => !stays(key)).map((key) => dropReference(app, table, key));
  const steps: MigrationStep[] = [...dropped];
  const after: ReferenceTask[] = [];
  for (const { column, reference } of wanted) {
    if (present.some((key) => key.name === reference.name && stays(key))) continue;
    const added = addReference(app, table, { column, reference });
    if (table.found && !table.found.isSmall) {
      steps.push({ ...added.step, sql: `${added.step.sql} not valid` });
      after.push(added.task);
    } else {
      if (existing.has(column.name)) steps.push({ ...added.step, sql: clearDangling(app, added.task) });
      steps.push(added.step);
    }
  }
  return { steps, after };
}

function dropReference(
  app: string,
  { entity, found }: PhysicalTable,
  { name, column, target }: { readonly name: string; readonly column: string; readonly target: string },
): MigrationStep {
  const own = tableName(app, partName(entity, found?.place(column) ?? 0));
  const [schema = "", table = ""] = target.split(".");
  return {
    phase: "release",
    entity,
    field: column,
    sql: `alter table ${own} drop constraint ${quoteIdentifier(name)}`,
    target: schema === "mortise" ? target : tableName(app, table),
  };
}

function addReference(
  app: string,
  { entity }: PhysicalTable,
  { column, reference }: { readonly column: PhysicalColumn; readonly reference: PhysicalReference },
): { readonly step: MigrationStep; readonly task: ReferenceTask } {
  const table = partName(entity, column.part ?? 0);
  const target = targetTable(app, reference);
  const sql = `alter table ${tableName(app, table)} add constraint ${quoteIdentifier(reference.name)} foreign key (${quoteIdentifier(column.name)})
        references ${target} on delete ${reference.onDelete} deferrable`;
  return {
    step: { phase: "references", entity, field: column.name, sql, target },
    task: {
      kind: "reference",
      entity,
      field: column.name,
      table,
      name: reference.name,
      column: column.name,
      target,
    },
  };
}

/** Empties the ids that point at nothing; with `within`, only among some records. */
export function clearDangling(
  app: string,
  { table, column, target }: Pick<ReferenceTask, "table" | "column" | "target">,
  within = "true",
): string {
  const name = quoteIdentifier(column);
  return `update ${tableName(app, table)} as t set ${name} = null where ${name} is not null and ${within}
        and not exists (select from ${target} as o where o.id = t.${name})`;
}

function targetTable(app: string, { target }: PhysicalReference): string {
  return "entity" in target ? tableName(app, target.entity) : `mortise.${target.system}`;
}

function planIndexes({ app }: MigrationRequest, table: PhysicalTable, columns: ColumnPlan): KeyPlan {
  const { moved, existing, before: conversions } = columns;
  const { found } = table;
  const present = (found?.indexes ?? []).filter(({ valid }) => valid);
  const stays = (index: { readonly name: string; readonly columns: readonly string[] }): boolean =>
    !index.columns.some((column) => moved.has(column)) &&
    table.indexes.some(({ name }) => name === index.name);
  const step = (phase: MigrationPhase, sql: string): MigrationStep => ({ phase, entity: table.entity, sql });
  const index = (name: string): string => `${quoteIdentifier(schemaName(app))}.${quoteIdentifier(name)}`;
  const before: IndexTask[] = [];
  const after: IndexTask[] = [];
  const obsolete = present.filter((one) => !stays(one) && !isNextIndex(one.name));
  // A rule that ends must end at once; other indexes serve lists until those that take their place are built.
  const goesLater = (name: string): boolean => found?.isSmall === false && !isUniqueIndexName(name);
  const steps = obsolete.flatMap(({ name }) => {
    if (!goesLater(name)) return [step("release", `drop index ${index(name)}`)];
    const isRebuilt = table.indexes.some((one) => one.name === name);
    return isRebuilt
      ? [step("release", `alter index ${index(name)} rename to ${quoteIdentifier(oldIndex(name))}`)]
      : [];
  });
  const drops = obsolete
    .filter(({ name }) => goesLater(name))
    .map(({ name }): DropTask => {
      const isRebuilt = table.indexes.some((one) => one.name === name);
      return { kind: "drop", entity: table.entity, name: isRebuilt ? oldIndex(name) : name };
    });
  for (const one of table.indexes) {
    if (present.some((there) => there.name === one.name && stays(there))) continue;
    const task = indexTask(table, one);
    const isConverting = conversions.some(({ field }) => one.columns.includes(field));
    if (!found || found.isSmall) steps.push(step("indexes", createIndex(app, task)));
    else if (present.some(({ name }) => name === nextIndex(one.name))) {
      const rename = `alter index ${index(nextIndex(one.name))} rename to ${quoteIdentifier(one.name)}`;
      steps.push(step("columns", rename));
    } else if (one.unique && existing.has(one.columns[0] ?? "")) {
      before.push(isConverting ? onShadow(task, conversions, one.columns) : task);
    } else after.push(task);
  }
  // A unique column that is converted needs its index on the new column before the two change names.
  for (const { field } of conversions) {
    for (const unique of table.indexes.filter((one) => one.unique && one.columns.includes(field))) {
      if (before.some(({ name }) => name === nextIndex(unique.name))) continue;
      before.push(onShadow(indexTask(table, unique), conversions, unique.columns));
    }
  }
  return { steps, before, after: [...after, ...drops] };
}

function indexTask({ entity }: PhysicalTable, index: PhysicalIndex | AdvisedIndex): IndexTask {
  const { name, unique, definition, columns, part = 0 } = index;
  const field = columns[0];
  return {
    kind: "index",
    entity,
    table: partName(entity, part),
    name,
    unique,
    definition,
    ...(field === undefined ? {} : { field }),
    ...("probe" in index ? { advice: { columns, wantedBy: index.wantedBy, probe: index.probe } } : {}),
  };
}

function nextIndex(name: string): string {
  return `${name.slice(0, 58)}$next`;
}

function oldIndex(name: string): string {
  return name.endsWith("$old") ? name : `${name.slice(0, 59)}$old`;
}

function isNextIndex(name: string): boolean {
  return name.endsWith("$next");
}

function onShadow(
  task: IndexTask,
  conversions: readonly { readonly field: string }[],
  columns: readonly string[],
): IndexTask {
  const definition = conversions
    .filter(({ field }) => columns.includes(field))
    .reduce(
      (text, { field }) => text.replace(quoteIdentifier(field), quoteIdentifier(shadowName(field))),
      task.definition,
    );
  return { ...task, name: nextIndex(task.name), definition };
}

/** The statement that builds an index; `concurrently` lets writers go on and cannot stand in a transaction. */
export function createIndex(app: string, task: IndexTask, concurrently = false): string {
  const { unique, name, table, definition } = task;
  const kind = `${unique ? "unique " : ""}index${concurrently ? " concurrently" : ""}`;
  return `create ${kind} ${quoteIdentifier(name)} on ${tableName(app, table)} ${definition}`;
}
