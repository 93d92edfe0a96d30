import {
  Catalog,
  type DefinitionDocument,
  documentKey,
  type EntityDocument,
  type FieldCatalog,
  type FieldDefinition,
  validateCatalog,
} from "@mortise/metadata";
import { canonicalJson } from "@mortise/kit";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import { physicalTables } from "../schema/physical-table.ts";

/** Drafts as far as the tables of the release in force can hold them. */
export interface FittingDocuments {
  readonly catalog: Catalog;
  /** Ids of fields of the entity that have no place in the tables yet. */
  readonly leftOut: readonly string[];
}

/** Taking something out may leave something else without what it refers to. */
const MOST_ROUNDS = 6;

/**
 * The entities and roles of drafts without the fields that no table has, and without rules and formulas that need these.
 * Undefined when the entity itself has no table.
 */
export function fittingDocuments(
  drafts: readonly DefinitionDocument[],
  current: Catalog,
  {
    entity,
    fieldCatalog,
    fieldType,
  }: {
    readonly entity: string;
    readonly fieldCatalog: FieldCatalog;
    readonly fieldType: FieldTypeLookup;
  },
): FittingDocuments | undefined {
  const [wanted, present] = [
    columnsOf(new Catalog(drafts, fieldCatalog), fieldType),
    columnsOf(current, fieldType),
  ];
  let documents = drafts.flatMap((document): readonly DefinitionDocument[] => {
    if (document.kind === "role" || document.kind === "app") return [document];
    const released = document.kind === "entity" ? current.find("entity", document.id) : undefined;
    if (document.kind !== "entity" || !released || !isSameKind(document, released)) return [];
    const fields = document.fields.flatMap((field) => fittingField(field, released, { wanted, present }));
    const { uniqueRules: _own, ...rest } = document;
    const { uniqueRules } = released;
    return [{ ...rest, fields, ...(uniqueRules === undefined ? {} : { uniqueRules }) }];
  });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const broken = validateCatalog(new Catalog(documents, fieldCatalog))
      .filter(({ severity, document }) => severity === "error" && document.startsWith("entity/"))
      .map(({ document, path }) => `${document}.${path.split(".").slice(0, 2).join(".")}`);
    if (broken.length === 0) break;
    documents = documents.map((document) => withoutBroken(document, new Set(broken)));
  }
  const catalog = new Catalog(documents, fieldCatalog);
  const kept = catalog.find("entity", entity);
  const all = drafts.find(
    (document): document is EntityDocument => document.kind === "entity" && document.id === entity,
  );
  if (!kept || !all) return undefined;
  const ids = new Set(kept.fields.map(({ id }) => id));
  return { catalog, leftOut: all.fields.map(({ id }) => id).filter((id) => !ids.has(id)) };
}

function isSameKind(draft: EntityDocument, released: EntityDocument): boolean {
  return (
    draft.owned === released.owned &&
    canonicalJson(draft.parent ?? null) === canonicalJson(released.parent ?? null)
  );
}

type Columns = ReadonlyMap<string, string>;

/** The columns and tables of fields as text, by `entity.field`. */
function columnsOf(catalog: Catalog, fieldType: FieldTypeLookup): Columns {
  return new Map(
    physicalTables(catalog, fieldType).flatMap(({ entity, columns }) =>
      columns.flatMap(({ field, name, type }) =>
        field ? [[`${entity}.${field.id}`, `${name} ${type}`] as const] : [],
      ),
    ),
  );
}

/** A field whose values have their place already; what the database enforces stays what it is there. */
function fittingField(
  field: FieldDefinition,
  released: EntityDocument,
  { wanted, present }: { readonly wanted: Columns; readonly present: Columns },
): readonly FieldDefinition[] {
  const known = released.fields.find(({ id }) => id === field.id);
  const key = `${released.id}.${field.id}`;
  if (!known || known.type !== field.type || wanted.get(key) !== present.get(key)) return [];
  const { unique: _own, ...rest } = field;
  return [known.unique === undefined ? rest : { ...rest, unique: known.unique }];
}

function withoutBroken(document: DefinitionDocument, broken: ReadonlySet<string>): DefinitionDocument {
  if (document.kind !== "entity") return document;
  const key = documentKey(document);
  const { rules, ...rest } = document;
  const left = rules?.filter((_rule, index) => !broken.has(`${key}.rules.${index}`));
  return {
    ...rest,
    fields: document.fields.filter((_field, index) => !broken.has(`${key}.fields.${index}`)),
    ...(left === undefined ? {} : { rules: left }),
  };
}
