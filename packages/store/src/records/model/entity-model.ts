import type { Scope, ValueKind, VariableType, WorkHours } from "@mortise/expression";
import {
  allSources,
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  type FieldPlace,
  fieldStorage,
  hasPools,
} from "@mortise/metadata";
import { sql } from "kysely";
import { USUAL_CALENDAR } from "../../calendar/company-calendar.ts";
import { preparedMarkText } from "../../database/preparing-client.ts";
import type { FieldTypeLookup } from "../../schema/physical-column.ts";
import { rowSource } from "../../schema/layout/row-source.ts";
import { partName, type SchemaLayout } from "../../schema/layout/schema-layout.ts";
import { linkTableName, tableName } from "../../schema/names.ts";
import { isSearched } from "../../schema/physical-table.ts";
import { fieldRenamed, fieldUnknown, sealingNotSet } from "../record-errors.ts";
import { searchFields, type SearchFields } from "../../search/search-fields.ts";
import type { Sql } from "../sql-text.ts";
import type { Sealer } from "../../sealing/sealer.ts";
import type { FieldSeal, ModelField } from "./model-field.ts";
import { SYSTEM_MODEL_FIELDS } from "./system-fields.ts";

/** What a model is made from. */
export interface ModelSource {
  readonly catalog: Catalog;
  readonly layout?: SchemaLayout;
  /** The company's calendar as it stands; that of mainland China when absent. */
  readonly calendar?: (() => WorkHours) | undefined;
  /** Encrypts values of fields that are kept sealed; without it they cannot be written. */
  readonly sealer?: Sealer | undefined;
}

const chinaCalendar = (): WorkHours => USUAL_CALENDAR;

let models = 0;

/** One entity of a release, compiled for reading and writing its table. */
export class EntityModel {
  readonly app: string;
  readonly catalog: Catalog;
  readonly entity: EntityDocument;
  /** What rows are read from: the table, joined with the further tables of the entity if it has any. */
  readonly table: Sql;
  /** The same as text. */
  readonly source: string;
  /** The main table, in which rows are locked, made and taken away. */
  readonly home: Sql;
  /** The further tables, each with the fields that stand in it; none for all but very wide entities. */
  readonly parts: readonly ModelPart[];
  /** Ends a statement that locks the rows of `t` as it reads them; see `lockSplitRows` for entities in several tables. */
  readonly lockClause: Sql;
  readonly fields: readonly ModelField[];
  /** The fields that have a column. */
  readonly columns: readonly ModelField[];
  /** The fields that hold one value each, kept or worked out: all but those of child rows. */
  readonly values: readonly ModelField[];
  /** The fields whose values are encrypted before they are stored. */
  readonly sealed: readonly ModelField[];
  /** The fields whose values are links in tables of their own. */
  readonly linkFields: readonly ModelField[];
  /** The fields whose values are child rows. */
  readonly childFields: readonly ModelField[];
  /** The field of the parent entity that holds these rows; for child entities. */
  readonly parent: EntityDocument["parent"];
  /** Starts statements over the table that connections may keep prepared as long as this release holds. */
  readonly prepared: Sql;
  /** The same as text. */
  readonly preparedText: string;
  /** The fields that keywords are looked for in. */
  readonly searched: SearchFields;
  /** The working days and fiscal years that expressions over these records count by: those of now. */
  readonly calendar: () => WorkHours;
  readonly #byId: ReadonlyMap<string, ModelField>;
  readonly #sources = new Map<string, readonly FieldPlace[]>();

  constructor(
    app: string,
    { catalog, layout = {}, calendar = chinaCalendar, sealer }: ModelSource,
    entity: EntityDocument,
    fieldType: FieldTypeLookup,
  ) {
    models += 1;
    this.preparedText = preparedMarkText(models);
    this.prepared = sql.raw(this.preparedText);
    this.app = app;
    this.calendar = calendar;
    this.catalog = catalog;
    this.entity = entity;
    this.parent = entity.parent;
    const system = SYSTEM_MODEL_FIELDS.filter(
      (field) =>
        (entity.owned || (field.id !== "owner" && field.id !== "team")) &&
        (field.id !== "pool_due_at" || hasPools(entity)) &&
        (entity.parent !== undefined || (field.id !== "parent" && field.id !== "position")),
    ).map((field) =>
      field.id === "parent" && entity.parent ? { ...field, target: entity.parent.entity } : field,
    );
    const compiled = entity.fields.map((field) =>
      modelField(entity, field, { catalog, fieldType, seal: sealOf(sealer, `${app}/${entity.id}`) }),
    );
    this.fields = [...system, ...compiled];
    this.source = rowSource(app, entity.id, layout);
    this.table = sql.raw(this.source);
    this.home = sql.raw(tableName(app, entity.id));
    this.parts = modelParts(app, entity.id, layout);
    this.lockClause = this.parts.length === 0 ? sql`for no key update of t` : sql``;
    this.columns = this.fields.filter((field) => field.columnType !== null);
    this.values = this.fields.filter((field) => field.valueType !== null);
    this.sealed = this.columns.filter((field) => field.seal !== undefined);
    this.linkFields = this.fields.filter((field) => field.storage === "links");
    this.childFields = this.fields.filter((field) => field.kind === "rows");
    this.searched = searchFields(this.columns.filter((field) => field.searchable));
    this.#byId = new Map(this.fields.map((field) => [field.id, field]));
  }

  get id(): string {
    return this.entity.id;
  }

  /** Schema-qualified table of the links of a field. */
  linkTable(field: ModelField): Sql {
    return sql.id(`app_${this.app}`, linkTableName(this.id, field.id));
  }

  field(id: string): ModelField | undefined {
    return this.#byId.get(id);
  }

  /** The field with that id; refuses ids that are not in the catalog, so no identifier comes from input. */
  need(id: string): ModelField {
    const field = this.#byId.get(id);
    if (field) return field;
    const now = this.renamed(id);
    if (now !== undefined) throw fieldRenamed({ field: id, now });
    throw fieldUnknown({ field: String(id) }, { details: [unknownDetail(String(id))] });
  }

  /** The present key of a field that was called `id` until its key was changed last. */
  renamed(id: string): string | undefined {
    return this.entity.fields.find(({ formerId }) => formerId === id)?.id;
  }

  /** Every field, of this entity and of others, that a computed field is worked out from, directly or not. */
  sourcesOf(field: ModelField): readonly FieldPlace[] {
    const known = this.#sources.get(field.id);
    if (known) return known;
    const sources = field.definition ? allSources(this.catalog, this.id, field.definition) : [];
    this.#sources.set(field.id, sources);
    return sources;
  }

  /** The table in which a field's column stands; each has the record's `id`. */
  tableOf(field: string): Sql {
    return this.parts.find(({ fields }) => fields.has(field))?.table ?? this.home;
  }

  /** Column of the field in the statement's main table `t`. */
  column(id: string): Sql {
    return sql.id("t", this.need(id).id);
  }

  /** Variables that expressions over these records may use. */
  get scope(): Scope {
    const base = this.catalog.queryScope(this.entity.id);
    return { variable: (path) => base.variable(path) ?? this.#systemVariable(path) };
  }

  #systemVariable(path: string): VariableType | undefined {
    const field = this.#byId.get(path);
    return field?.system ? { kind: field.kind } : undefined;
  }
}

/** A further table of an entity. */
export interface ModelPart {
  readonly table: Sql;
  /** Ids of the fields that stand in it. */
  readonly fields: ReadonlySet<string>;
}

function modelParts(app: string, entity: string, layout: SchemaLayout): readonly ModelPart[] {
  const places = Object.entries((Object.hasOwn(layout, entity) ? layout[entity] : undefined) ?? {});
  const byPart = Map.groupBy(places, ([, part]) => part);
  return [...byPart]
    .toSorted(([a], [b]) => a - b)
    .map(([part, fields]) => ({
      table: sql.raw(tableName(app, partName(entity, part))),
      fields: new Set(fields.map(([field]) => field)),
    }));
}

function unknownDetail(field: string) {
  return { path: field, message: { zh: `字段“${field}”不存在`, en: `Field “${field}” does not exist` } };
}

function sealOf(sealer: Sealer | undefined, place: string): FieldSeal {
  return {
    seal: (plain) => {
      if (!sealer) throw sealingNotSet();
      return sealer.seal(plain, place);
    },
    open: (stored) => sealer?.open(stored, place),
  };
}

function modelField(
  entity: EntityDocument,
  definition: FieldDefinition,
  {
    catalog,
    fieldType,
    seal,
  }: { readonly catalog: Catalog; readonly fieldType: FieldTypeLookup; readonly seal: FieldSeal },
): ModelField {
  const type = fieldType(definition.type);
  const storage = fieldStorage(catalog, entity.id, definition);
  const column = type.column(definition);
  const references = column?.references;
  const kind = type.kind(definition);
  const target = references
    ? "system" in references
      ? references.system
      : references.entity
    : (type.targetEntity?.(definition) ?? KIND_TARGETS[kind]);
  return {
    id: definition.id,
    name: definition.name,
    kind,
    columnType: storage === "column" ? (column?.type ?? null) : null,
    valueType: column?.type ?? null,
    storage,
    nullable: true,
    sortable: type.sortable ?? false,
    groupable: type.groupable ?? false,
    searchable: isSearched(entity, definition, type),
    ...(type.searchedAs === undefined ? {} : { searchedAs: type.searchedAs }),
    ...(target === undefined ? {} : { target }),
    ...(kind === "secret" && storage === "column" ? { seal } : {}),
    system: false,
    definition,
    type,
  };
}

const KIND_TARGETS: Partial<Record<ValueKind, string>> = {
  user: "user",
  users: "user",
  team: "team",
  teams: "team",
};
