import type { FieldType } from "@mortise/fields";
import {
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  fieldStorage,
  hasPools,
} from "@mortise/metadata";
import type { ActualSchema } from "./actual-schema.ts";
import { type FoundTable, findTable } from "./found-table.ts";
import { placeColumns } from "./layout/place-columns.ts";
import { linkTables } from "./link-table.ts";
import { searchFields, type SearchFields } from "../search/search-fields.ts";
import { lookupIndexes } from "./lookup-index.ts";
import { objectName } from "./names.ts";
import type { FieldTypeLookup, PhysicalColumn, PhysicalReference } from "./physical-column.ts";
import { entityIndexes, isKeyedColumn, type PhysicalIndex } from "./physical-index.ts";

/** What the table of an entity looks like. */
export interface PhysicalTable {
  readonly entity: string;
  /** What stands in the database for it now. */
  readonly found: FoundTable | undefined;
  /** In the order of the fields; each knows the part it stands in. */
  readonly columns: readonly PhysicalColumn[];
  readonly indexes: readonly PhysicalIndex[];
  /** Columns whose keys the column `search` holds, by the way their text is taken apart. */
  readonly searched: SearchFields;
}

/** The column of keyword search: keys written by the gateway, or by a trigger for other tools; never returned to readers. */
export const SEARCH_COLUMN = "search";

/** Whether keywords are looked for in a field: its type can be searched and the entity does not leave it out. */
export function isSearched(entity: EntityDocument, field: FieldDefinition, type: FieldType): boolean {
  return type.searchable === true && (entity.searchFields?.includes(field.id) ?? true);
}

/** The table of one entity: system columns, one column per stored field, indexes and foreign keys. */
function physicalTable(
  entity: EntityDocument,
  { catalog, actual, fieldType }: PhysicalContext,
): PhysicalTable {
  const found = findTable(actual, entity.id);
  const described = entity.fields.flatMap((field) => fieldColumn(entity, field, catalog, fieldType));
  const columns = placeColumns([...systemColumns(entity), ...described], found, (column) =>
    isKeyedColumn(entity, column, fieldType),
  );
  const fields = columns.filter(({ field }) => field !== undefined);
  return {
    entity: entity.id,
    found,
    columns,
    indexes: [
      ...entityIndexes(entity, fields, fieldType),
      ...(entity.owned ? lookupIndexes(entity, fields, { catalog, fieldType }) : []),
    ],
    searched: searchFields(
      fields.flatMap(({ name, field }) => {
        const type = field && fieldType(field.type);
        return field && type && isSearched(entity, field, type)
          ? [{ id: name, searchedAs: type.searchedAs }]
          : [];
      }),
    ),
  };
}

/** The tables of all entities of an app, in the order of the entities. */
export function physicalTables(
  catalog: Catalog,
  fieldType: FieldTypeLookup,
  actual?: ActualSchema,
): readonly PhysicalTable[] {
  const entities = catalog.all("entity");
  return [
    ...entities.map((entity) => physicalTable(entity, { catalog, actual, fieldType })),
    ...entities
      .flatMap((entity) => linkTables(entity, catalog))
      .map((table) => ({
        ...table,
        found: findTable(actual, table.entity),
        searched: searchFields([]),
      })),
  ];
}

interface PhysicalContext {
  readonly catalog: Catalog;
  readonly actual: ActualSchema | undefined;
  readonly fieldType: FieldTypeLookup;
}

/** The searched fields whose columns stand in the main table. */
export function mainSearched({ searched, columns }: PhysicalTable): SearchFields {
  const elsewhere = new Set(columns.flatMap(({ name, part }) => (part === undefined ? [] : [name])));
  const own = (ids: readonly string[]) => ids.filter((id) => !elsewhere.has(id));
  return { words: own(searched.words), names: own(searched.names), digits: own(searched.digits) };
}

/** Parts of the table beyond the main one. */
export function partsOf({ columns, found }: PhysicalTable): readonly number[] {
  const last = Math.max((found?.parts.length ?? 1) - 1, ...columns.map(({ part }) => part ?? 0));
  return Array.from({ length: last }, (_, index) => index + 1);
}

function systemColumns(entity: EntityDocument): readonly PhysicalColumn[] {
  const system = (name: string, target: "account" | "team"): PhysicalColumn => ({
    name,
    type: "uuid",
    reference: { name: objectName("fk", entity.id, name), target: { system: target }, onDelete: "set null" },
  });
  return [
    { name: "id", type: "uuid", constraint: "primary key" },
    ...(entity.owned ? [system("owner", "account"), system("team", "team")] : []),
    ...(hasPools(entity) ? [{ name: "pool_due_at", type: "timestamptz" }] : []),
    ...(entity.parent ? parentColumns(entity.id, entity.parent.entity) : []),
    { name: "created_at", type: "timestamptz", constraint: "not null default now()" },
    { name: "created_by", type: "uuid" },
    { name: "updated_at", type: "timestamptz", constraint: "not null default now()" },
    { name: "updated_by", type: "uuid" },
    { name: "revision", type: "integer", constraint: "not null default 1" },
    { name: "deleted_at", type: "timestamptz" },
    { name: SEARCH_COLUMN, type: "tsvector" },
  ];
}

function parentColumns(entity: string, parent: string): readonly PhysicalColumn[] {
  const name = objectName("fk", entity, "parent");
  return [
    { name: "parent", type: "uuid", reference: { name, target: { entity: parent }, onDelete: "cascade" } },
    { name: "position", type: "integer", constraint: "not null default 0" },
  ];
}

function fieldColumn(
  entity: EntityDocument,
  field: FieldDefinition,
  catalog: Catalog,
  fieldType: FieldTypeLookup,
): readonly PhysicalColumn[] {
  const column = fieldType(field.type).column(field);
  if (!column || fieldStorage(catalog, entity.id, field) !== "column") return [];
  const target = referenceTarget(column.references, catalog);
  return [
    {
      name: field.id,
      type: column.type,
      field,
      ...(target
        ? { reference: { name: objectName("fk", entity.id, field.id), target, onDelete: "set null" } }
        : {}),
    },
  ];
}

function referenceTarget(
  references: { readonly entity: string } | { readonly system: "user" | "team" } | undefined,
  catalog: Catalog,
): PhysicalReference["target"] | undefined {
  if (!references) return undefined;
  if ("system" in references) return { system: references.system === "user" ? "account" : "team" };
  return catalog.find("entity", references.entity) ? { entity: references.entity } : undefined;
}
