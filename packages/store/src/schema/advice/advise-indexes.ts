import { createHash } from "node:crypto";
import type { Catalog, DocumentKey, SortKey } from "@mortise/metadata";
import { objectName, quoteIdentifier, tableName } from "../names.ts";
import type { FieldTypeLookup, PhysicalColumn } from "../physical-column.ts";
import type { PhysicalIndex } from "../physical-index.ts";
import { type SavedQuestion, savedQuestions } from "./read-needs.ts";

/** An index that saved views or reports of an entity need. */
export interface AdvisedIndex extends PhysicalIndex {
  /** The documents that need it. */
  readonly wantedBy: readonly DocumentKey[];
  /** A statement of the kind it serves, whose cost is measured before and after. */
  readonly probe: string;
}

/** Each index makes every write slower, so only the most wanted are built. */
export const MOST_ADVISED = 4;

const ADVISED = "ax";
/** Wider index entries cost more than they save. */
const MOST_KEYS = 4;
const MOST_INCLUDED = 6;
const NEVER_EMPTY: ReadonlySet<string> = new Set(["id", "created_at", "updated_at", "revision"]);

/** Whether an index was advised for views and reports. */
export function isAdvisedName(name: string): boolean {
  return name.startsWith(`${ADVISED}$`);
}

/**
 * The indexes that the views and dashboards of an app need for one entity beyond those that every table has: what is
 * compared, then the order of the list with the record's id (so that pages follow each other), and beside them what
 * else the condition, the permission and the figures look at.
 */
export function adviseIndexes(
  { app, catalog, entity }: { readonly app: string; readonly catalog: Catalog; readonly entity: string },
  {
    columns,
    indexes,
  }: { readonly columns: readonly PhysicalColumn[]; readonly indexes: readonly PhysicalIndex[] },
  fieldType: FieldTypeLookup,
): readonly AdvisedIndex[] {
  const usable = new Map(
    columns
      .filter((column) => column.part === undefined && isNarrow(column, fieldType))
      .map((one) => [one.name, one]),
  );
  const found = new Map<string, AdvisedIndex>();
  const questions = savedQuestions(catalog).filter((one) => one.entity === entity);
  // Those that need the records without a value too come first: their index serves the others.
  for (const question of questions.toSorted((a, b) => Number(!!a.filled) - Number(!!b.filled))) {
    const shape = shapeOf(question, usable, fieldType);
    if (!shape || isCovered(shape, indexes)) continue;
    const whole = objectName(ADVISED, entity, digest(shape.definition));
    const definition = withoutEmpty(shape.definition, question);
    const name = found.has(whole) ? whole : objectName(ADVISED, entity, digest(definition));
    const known = found.get(name);
    const wantedBy = [...new Set([...(known?.wantedBy ?? []), question.document])];
    const probe = known?.probe ?? probeOf(tableName(app, entity), question, shape);
    found.set(name, {
      name,
      unique: false,
      definition: known?.definition ?? definition,
      columns: shape.columns,
      wantedBy,
      probe,
    });
  }
  return [...found.values()].toSorted((a, b) => b.wantedBy.length - a.wantedBy.length).slice(0, MOST_ADVISED);
}

interface Shape {
  readonly keys: readonly string[];
  readonly order: readonly SortKey[];
  readonly columns: readonly string[];
  readonly definition: string;
}

function shapeOf(
  question: SavedQuestion,
  usable: ReadonlyMap<string, PhysicalColumn>,
  fieldType: FieldTypeLookup,
): Shape | undefined {
  const fixed = question.fixed.map(({ column }) => column);
  const beginning = beginningOf(question, usable, fieldType);
  const order = question.groups.length > 0 ? [] : totalOrder(question.sort);
  const isPlain = (column: string): boolean =>
    usable.has(column) && sortsPlainly(usable.get(column), fieldType);
  if (![...fixed, ...question.groups].every((column) => usable.has(column))) return undefined;
  if (!order.every(({ field }) => isPlain(field))) return undefined;
  const keys = [...new Set([...fixed, ...question.groups])];
  if (keys.length + order.length > MOST_KEYS + 1 || (fixed.length === 0 && question.groups.length > 0))
    return undefined;
  if (beginning !== undefined && question.groups.length === 0)
    return rangeShape(question, { keys: [...keys, beginning], order }, usable);
  const own = [...keys, ...order.map(({ field }) => field)];
  const included = besideKeys(question, own, usable);
  const parts = [...keys.map(quoteIdentifier), ...order.map(orderPart)];
  return { keys, order, columns: [...own, ...included], definition: definitionOf(parts, included) };
}

/** The region whose beginning is compared, where the column has one. */
function beginningOf(
  { within, groups }: SavedQuestion,
  usable: ReadonlyMap<string, PhysicalColumn>,
  fieldType: FieldTypeLookup,
): string | undefined {
  if (!within || groups.length > 0) return undefined;
  const field = usable.get(within.column)?.field;
  return field && fieldType(field.type).kind(field) === "region" ? within.column : undefined;
}

/**
 * For a beginning, which is a range and so leaves no order behind it: the order is carried along, so that all that fits
 * is collected from the index alone, counted and sorted.
 */
function rangeShape(
  question: SavedQuestion,
  { keys, order }: Pick<Shape, "keys" | "order">,
  usable: ReadonlyMap<string, PhysicalColumn>,
): Shape {
  const carried = [...new Set(order.map(({ field }) => field))].filter((field) => !keys.includes(field));
  const included = [...carried, ...besideKeys(question, [...keys, ...carried], usable)];
  const parts = keys.map(quoteIdentifier);
  const range = `${parts.pop() ?? ""} text_pattern_ops`;
  return {
    keys,
    order: [],
    columns: [...keys, ...included],
    definition: definitionOf([...parts, range], included),
  };
}

/** What else the condition, the permission and the figures look at, up to the bound. */
function besideKeys(
  { looked, figures }: SavedQuestion,
  own: readonly string[],
  usable: ReadonlyMap<string, PhysicalColumn>,
): readonly string[] {
  const beside = ["owner", "team", ...looked, ...figures];
  return [...new Set(beside)]
    .filter((column) => usable.has(column) && !own.includes(column))
    .slice(0, MOST_INCLUDED);
}

function definitionOf(parts: readonly string[], included: readonly string[]): string {
  const include = included.length === 0 ? "" : ` include (${included.map(quoteIdentifier).join(", ")})`;
  return `using btree (${parts.join(", ")})${include} where "deleted_at" is null`;
}

/** Records without a value are no part of an index that is asked for a stretch of values: of many dates, these are most. */
function withoutEmpty(definition: string, { filled }: SavedQuestion): string {
  return filled === undefined ? definition : `${definition} and ${quoteIdentifier(filled)} is not null`;
}

function totalOrder(sort: readonly SortKey[]): readonly SortKey[] {
  const keys = sort.length > 0 ? sort : [{ field: "created_at", descending: true }];
  return [...keys, { field: "id", descending: keys.at(-1)?.descending ?? false }];
}

function orderPart({ field, descending = false }: SortKey): string {
  const direction = descending ? " desc" : "";
  return `${quoteIdentifier(field)}${direction}${descending && !NEVER_EMPTY.has(field) ? " nulls last" : ""}`;
}

/** Every table has the order of the newest, alone and after owner, team, references and some options. */
function isCovered({ keys, order }: Shape, indexes: readonly PhysicalIndex[]): boolean {
  const isNewest = order[0]?.field === "created_at" && order[0].descending === true;
  if (!isNewest || order.length > 2) return keys.length === 0 && order.length === 0;
  if (keys.length === 0) return true;
  const [only] = keys;
  return (
    keys.length === 1 &&
    indexes.some(({ columns, unique }) => !unique && columns[0] === only && columns.length === 1)
  );
}

/** Options follow the order of their list and people their names: no column gives that order. */
function sortsPlainly(column: PhysicalColumn | undefined, fieldType: FieldTypeLookup): boolean {
  if (!column?.field) return column !== undefined && column.reference === undefined;
  const kind = fieldType(column.field.type).kind(column.field);
  return (
    kind === "number" ||
    kind === "duration" ||
    kind === "date" ||
    kind === "datetime" ||
    kind === "text" ||
    kind === "boolean"
  );
}

/** Lists and long texts have no place in an ordered index. */
function isNarrow({ field, type }: PhysicalColumn, fieldType: FieldTypeLookup): boolean {
  if (type.endsWith("[]") || type === "jsonb" || type === "tsvector") return false;
  return !field || fieldType(field.type).hasLongText?.(field) !== true;
}

function digest(definition: string): string {
  return createHash("sha256").update(definition).digest("hex").slice(0, 10);
}

function probeOf(table: string, question: SavedQuestion, { order }: Shape): string {
  const conditions = question.fixed.map(({ column, value }) => {
    const name = quoteIdentifier(column);
    // Whoever asks: somebody who occurs.
    if (value === null) return `${name} = (select ${name} from ${table} where ${name} is not null limit 1)`;
    return `${name} = '${String(value).replaceAll("'", "''")}'`;
  });
  if (question.within) {
    const { column, value } = question.within;
    conditions.push(`${quoteIdentifier(column)} like '${String(value).replaceAll("'", "''")}%'`);
  }
  if (question.filled !== undefined) conditions.push(`${quoteIdentifier(question.filled)} is not null`);
  const where = ['"deleted_at" is null', ...conditions].join(" and ");
  if (question.groups.length > 0) {
    const groups = question.groups.map(quoteIdentifier).join(", ");
    return `select ${groups}, count(*) from ${table} where ${where} group by ${groups}`;
  }
  const by = (order.length > 0 ? order : totalOrder(question.sort)).map((key) => {
    const nulls = NEVER_EMPTY.has(key.field) ? "" : " nulls last";
    return `${quoteIdentifier(key.field)} ${key.descending ? "desc" : "asc"}${nulls}`;
  });
  return `select id from ${table} where ${where} order by ${by.join(", ")} limit 51`;
}
