import type { LocalizedText } from "@mortise/kit";
import type { Catalog, EntityDocument, FieldDefinition, PageBlock, PageDocument } from "@mortise/metadata";

const MAIN = "main";
const SIDE = "side";

/**
 * The page of an entity for which nobody laid one out: fields, sub-tables and lists on the left; work, comments and
 * what happened on the right.
 */
export function defaultPage(catalog: Catalog, entity: EntityDocument): PageDocument {
  const own = entity.fields.flatMap((field): readonly PageBlock[] => {
    const type = shownAs(catalog, field);
    return type === "value" ? [] : [{ id: field.id, type, column: MAIN, field: field.id }];
  });
  return {
    kind: "page",
    id: entity.id,
    version: 1,
    name: entity.name,
    entity: entity.id,
    keyFields: [],
    tabs: [{ id: "first", name: FIRST_TAB }],
    columns: [
      { id: MAIN, tab: "first", span: 6 },
      { id: SIDE, tab: "first", span: 6 },
    ],
    blocks: [
      { id: "details", type: "fields", column: MAIN },
      ...own.filter(({ type }) => type === "table"),
      ...own.filter(({ type }) => type === "list"),
      { id: "work", type: "work", column: SIDE },
      { id: "comments", type: "comments", column: SIDE },
      { id: "timeline", type: "timeline", column: SIDE },
    ],
  };
}

/** What the first tab is called once there are others. */
export const FIRST_TAB: LocalizedText = { zh: "概览", en: "Overview" };

/** How a field stands on a page: as a value among others, or as a sheet of its own. */
export function shownAs(catalog: Catalog, field: FieldDefinition): "value" | "table" | "list" {
  const { fieldTypes } = catalog;
  if (fieldTypes.derivationOf?.(field)?.kind === "reverse") return "list";
  return fieldTypes.kindOf(field) === "rows" ? "table" : "value";
}

/** The fields of an entity that stand as values among others. */
export function valueFields(catalog: Catalog, { fields }: EntityDocument): readonly FieldDefinition[] {
  return fields.filter((field) => shownAs(catalog, field) === "value");
}

/** The page that somebody sees: the first one for a role of theirs, else the one for everybody, else the default. */
export function pageFor(catalog: Catalog, entity: EntityDocument, roles: readonly string[]): PageDocument {
  const pages = catalog.all("page").filter((page) => page.entity === entity.id);
  const own = pages.find((page) => page.roles?.some((role) => roles.includes(role)));
  return own ?? pages.find((page) => !page.roles?.length) ?? defaultPage(catalog, entity);
}
