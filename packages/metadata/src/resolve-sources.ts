import type { DefinitionDocument } from "./documents/document.ts";
import type { EntityDocument, FieldDefinition } from "./documents/entity.ts";
import type { FieldCatalog } from "./field-catalog.ts";
import { withPoolFields } from "./pool-fields.ts";

/** The types that show system fields, for lookups of them. */
const SYSTEM_FIELD_TYPES: Readonly<
  Record<string, { readonly type: string; readonly zh: string; readonly en: string }>
> = {
  owner: { type: "user", zh: "负责人", en: "Owner" },
  team: { type: "team", zh: "所属团队", en: "Team" },
  created_at: { type: "datetime", zh: "创建时间", en: "Created" },
  created_by: { type: "user", zh: "创建人", en: "Created by" },
  updated_at: { type: "datetime", zh: "更新时间", en: "Updated" },
  updated_by: { type: "user", zh: "更新人", en: "Updated by" },
};

/** The field of that id as a definition: also system fields that a lookup may show. */
export function shownField(entity: EntityDocument, id: string): FieldDefinition | undefined {
  const own = entity.fields.find((field) => field.id === id);
  if (own) return own;
  const system = Object.hasOwn(SYSTEM_FIELD_TYPES, id) ? SYSTEM_FIELD_TYPES[id] : undefined;
  if (!system || ((id === "owner" || id === "team") && !entity.owned)) return undefined;
  return { id, type: system.type, name: { zh: system.zh, en: system.en } };
}

/** What a lookup of an entity's records may show: its fields and the system fields people know. */
export function shownFields(entity: EntityDocument): readonly FieldDefinition[] {
  const system = Object.keys(SYSTEM_FIELD_TYPES).flatMap((id) => shownField(entity, id) ?? []);
  return [...entity.fields, ...system];
}

/**
 * The documents with every lookup and rollup knowing the field its values come from, so that their kind, options and
 * texts are those of that field, and with the fields that entities have by their pools. Documents without such fields
 * come back as they are.
 */
export function resolveSources(
  given: readonly DefinitionDocument[],
  fieldTypes: FieldCatalog,
): readonly DefinitionDocument[] {
  const documents = withPoolFields(given);
  const entities = new Map(
    documents.flatMap((document) => (document.kind === "entity" ? [[document.id, document] as const] : [])),
  );
  const sourceOf = (entity: EntityDocument, field: FieldDefinition, depth: number): FieldDefinition => {
    const derivation = depth < MOST_STEPS ? fieldTypes.derivationOf?.(field) : undefined;
    if (!derivation || derivation.kind === "reverse" || derivation.field === undefined) return field;
    const by = derivation.kind === "lookup" ? derivation.reference : derivation.list;
    const link = entity.fields.find((candidate) => candidate.id === by);
    const target = link && entities.get(fieldTypes.targetEntity(link) ?? "");
    const found = target && shownField(target, derivation.field);
    if (!found) return field;
    return { ...field, source: sourceOf(target, found, depth + 1) };
  };
  return documents.map((document) => {
    if (document.kind !== "entity") return document;
    const fields = document.fields.map((field) => sourceOf(document, field, 0));
    return fields.every((field, index) => field === document.fields[index])
      ? document
      : { ...document, fields };
  });
}

/** Lookups of lookups end somewhere; circles are refused when they are published. */
const MOST_STEPS = 8;

/** The document as it is stored: without what catalogs fill in. */
export function storedDocument<Document extends DefinitionDocument>(document: Document): Document {
  if (document.kind !== "entity" || document.fields.every((field) => !field.source && !field.supplied))
    return document;
  const own = document.fields.filter(({ supplied }) => !supplied);
  const fields = own.map(({ source: _source, ...field }) => field);
  return { ...document, fields };
}
