import { type EntityDocument, hasPools } from "@mortise/metadata";
import { objectName, quoteIdentifier } from "./names.ts";
import type { FieldTypeLookup, PhysicalColumn } from "./physical-column.ts";
import { type UniqueKey, uniqueKeys } from "./unique-keys.ts";

/** An index: its name and everything after `on <table>`. */
export interface PhysicalIndex {
  readonly name: string;
  readonly unique: boolean;
  /** `using btree ("owner", "created_at" desc)`. */
  readonly definition: string;
  /** Columns it stands on: it goes when one of them goes. */
  readonly columns: readonly string[];
  /** The part of the table it stands on; the main one when absent. */
  readonly part?: number;
}

/** At most so many option fields get an index of their own: each one makes every write slower. */
const MOST_OPTION_INDEXES = 3;

const LIVE = `where "deleted_at" is null`;
const NEWEST = `"created_at" desc, "id" desc`;

/** The indexes of an entity table: lists newest first (all, by owner, team, reference, option), unique fields, keyword search. */
export function entityIndexes(
  entity: EntityDocument,
  all: readonly PhysicalColumn[],
  fieldType: FieldTypeLookup,
): readonly PhysicalIndex[] {
  const fields = all.filter(({ part }) => part === undefined);
  const index = (suffix: string, definition: string, columns: readonly string[] = []): PhysicalIndex => ({
    name: objectName("ix", entity.id, suffix),
    unique: false,
    definition,
    columns,
  });
  const newestBy = (column: string): PhysicalIndex =>
    index(column, `using btree (${quoteIdentifier(column)}, ${NEWEST}) ${LIVE}`, [column]);
  const included = listColumns(entity, fields, fieldType);
  return [
    index(
      ["newest", ...included].join("$"),
      `using btree (${NEWEST})${including(included)} ${LIVE}`,
      included,
    ),
    index("deleted_at", `using btree ("deleted_at" desc, "id" desc) where "deleted_at" is not null`),
    { ...index("", `using gin ("search") ${LIVE}`), name: searchIndexName(entity.id) },
    // Empty but for the minutes in which the keys of a table are made for the first time.
    index("search$missing", `using btree ("id") where "search" is null`),
    ...(entity.owned ? [newestBy("owner"), newestBy("team")] : []),
    ...(hasPools(entity)
      ? [
          index("pool_due_at", `using btree ("pool_due_at") ${LIVE} and "pool_due_at" is not null`, [
            "pool_due_at",
          ]),
        ]
      : []),
    ...(entity.parent ? [index("parent", `using btree ("parent", "position", "id")`, ["parent"])] : []),
    // Most references of most records are empty: only those that are not need to be found.
    ...fields
      .filter(({ reference }) => reference)
      .map(({ name }) => ({
        ...newestBy(name),
        definition: `${newestBy(name).definition} and ${quoteIdentifier(name)} is not null`,
      })),
    ...optionColumns(fields, fieldType).map(newestBy),
    ...all
      .filter(({ field, part }) => field?.unique && part === undefined)
      .map((column) => uniqueIndex(entity.id, column, fieldType)),
    ...uniqueKeys(entity, fieldType)
      .filter(({ fields: keyed }) => keyed.every(({ id }) => fields.some(({ name }) => name === id)))
      .map((key) => ruleIndex(key)),
    ...all
      .filter(({ reference, part }) => reference && part !== undefined)
      .map((column) => partIndex(entity.id, column)),
  ];
}

/** Whether a column gets an index or a key of its own. */
export function isKeyedColumn(
  { uniqueRules = [] }: EntityDocument,
  { field, reference }: PhysicalColumn,
  fieldType: FieldTypeLookup,
): boolean {
  const kind = field && fieldType(field.type).kind(field);
  const isRuled = uniqueRules.some((rule) => field !== undefined && rule.fields.includes(field.id));
  return (
    field?.supplied === true ||
    reference !== undefined ||
    field?.unique === true ||
    isRuled ||
    kind === "option" ||
    kind === "region"
  );
}

/** A part knows neither deletion nor age; what points at a record is found there all the same. */
function partIndex(entity: string, { name, part = 0 }: PhysicalColumn): PhysicalIndex {
  const column = quoteIdentifier(name);
  return {
    name: objectName("ix", entity, name),
    unique: false,
    definition: `using btree (${column}) where ${column} is not null`,
    columns: [name],
    part,
  };
}

/** The name of the index of keyword search. */
export function searchIndexName(entity: string): string {
  return objectName("ix", entity, "search$keys");
}

/** The name of the unique index of a field: violations are recognised by it. */
export function uniqueIndexName(entity: string, field: string): string {
  return objectName("uq", entity, field);
}

/** Whether an index stands for a unique rule. */
export function isUniqueIndexName(name: string): boolean {
  return name.startsWith("uq$");
}

function ruleIndex(key: UniqueKey): PhysicalIndex {
  const { indexName, fields } = key;
  const parts = key
    .expressions("")
    .map((expression) => (expression.startsWith('"') ? expression : `(${expression})`));
  return {
    name: indexName,
    unique: true,
    definition: `using btree (${parts.join(", ")}) ${LIVE}`,
    columns: fields.map(({ id }) => id),
  };
}

function uniqueIndex(
  entity: string,
  { name, field }: PhysicalColumn,
  fieldType: FieldTypeLookup,
): PhysicalIndex {
  const type = field && fieldType(field.type);
  const column = quoteIdentifier(name);
  // Records without a value are no part of it: of many fields, such as the id in another system, these are most.
  return {
    name: uniqueIndexName(entity, name),
    unique: true,
    definition: `using btree (${field && type?.hasLongText?.(field) ? `md5(${column})` : column}) ${LIVE} and ${column} is not null`,
    columns: [name],
  };
}

/**
 * What lists are filtered and charts grouped by travels along in the index of the newest: counting and grouping by it
 * then reads a narrow index instead of whole rows. Columns with an index of their own cost no further writes here.
 */
function listColumns(
  entity: EntityDocument,
  fields: readonly PhysicalColumn[],
  fieldType: FieldTypeLookup,
): readonly string[] {
  const region = fields.find(({ field }) => field && fieldType(field.type).kind(field) === "region");
  return [
    ...(entity.owned ? ["owner", "team"] : []),
    ...optionColumns(fields, fieldType),
    ...(region ? [region.name] : []),
  ];
}

function including(columns: readonly string[]): string {
  return columns.length === 0 ? "" : ` include (${columns.map(quoteIdentifier).join(", ")})`;
}

/** Stages first, then other single choices, up to the bound. */
function optionColumns(fields: readonly PhysicalColumn[], fieldType: FieldTypeLookup): readonly string[] {
  const single = fields.filter(({ field }) => field && fieldType(field.type).kind(field) === "option");
  const logged = single.filter(({ field }) => field && fieldType(field.type).logsTransitions);
  const others = single.filter((column) => !logged.includes(column));
  return [...logged, ...others].slice(0, MOST_OPTION_INDEXES).map(({ name }) => name);
}
