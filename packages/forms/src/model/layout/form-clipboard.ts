import { isPlainObject, shortKey } from "@mortise/kit";
import {
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  type FieldRewrite,
  type FormDocument,
  type FormItem,
  innerItems,
  kindOfField,
  rewriteField,
  rewriteItem,
  type RewritePlace,
  withInnerItems,
} from "@mortise/metadata";
import { keyFromName } from "../import/key-from-name.ts";
import { topmostItems } from "./bulk-commands.ts";
import { fieldsOn } from "./item-tree.ts";

/** What stands on the clipboard: items of a form with the fields they place, readable by any app of this product. */
interface CopiedItems {
  readonly mortise: "form-items";
  readonly entity: string;
  readonly items: readonly FormItem[];
  readonly fields: readonly FieldDefinition[];
}

/** Where copied items come to stand. */
export interface PastePlace {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  /** Whether they come beside pages: copied pages stay pages then. */
  readonly amongPages?: boolean;
}

/** What pasting comes to. */
export interface PastedItems {
  readonly items: readonly FormItem[];
  /** Fields that the entity does not have yet. */
  readonly created: readonly FieldDefinition[];
  /** Names of entities and fields that are used but are not there: to be chosen anew. */
  readonly missing: readonly string[];
}

/** The chosen items as text for the clipboard. */
export function copyItems(document: FormDocument, entity: EntityDocument, ids: readonly string[]): string {
  const items = topmostItems(document, ids);
  const placed = new Set(fieldsOn(items));
  const copied: CopiedItems = {
    mortise: "form-items",
    entity: entity.id,
    items,
    fields: entity.fields.filter(({ id }) => placed.has(id)),
  };
  return JSON.stringify(copied);
}

/** Whether a text on the clipboard holds items of a form. */
export function holdsItems(text: string): boolean {
  return readCopied(text) !== undefined;
}

function readCopied(text: string): CopiedItems | undefined {
  if (!text.startsWith('{"mortise":"form-items"')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isOurs = isPlainObject(value) && Array.isArray(value["items"]) && Array.isArray(value["fields"]);
    // Whatever else somebody wrote into it is refused with the document, which the server checks when it is saved.
    return isOurs ? (value as unknown as CopiedItems) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Items from the clipboard for a form: under new ids; fields that the entity has and the form does not show are placed, others
 * are made anew with their settings. Undefined when the text holds no items.
 */
export function pasteItems(text: string, place: PastePlace): PastedItems | undefined {
  const copied = readCopied(text);
  if (!copied) return undefined;
  const { entity, catalog } = place;
  const { names, ids, fresh } = fieldIds(copied.fields, place);
  const missing = new Set<string>();
  const rename = (of: string, field: string): string => {
    const id = of === entity.id ? (names.get(field) ?? field) : field;
    if (of === entity.id && !ids.has(id) && kindOfField(catalog, of, id) === undefined) missing.add(field);
    return id;
  };
  const here = { entity: entity.id, catalog };
  const rewrite: FieldRewrite = { rename, replaces: false };
  const created = fresh.map((field) =>
    freshField(rewriteField(field, here, rewrite), names.get(field.id) ?? field.id, entity),
  );
  for (const field of created) {
    const target = catalog.fieldTypes.targetEntity(field);
    if (target !== undefined && !catalog.find("entity", target)) missing.add(target);
  }
  const stayPages = place.amongPages === true && copied.items.every(({ type }) => type === "page");
  const items = (stayPages ? copied.items : asPlaceable(copied.items)).map((item) =>
    freshItem(item, here, rewrite),
  );
  return { items, created, missing: [...missing] };
}

/** What copied fields are called here: those that the entity has and the form does not show keep their ids, the others are fresh. */
function fieldIds(fields: readonly FieldDefinition[], { document, entity }: PastePlace) {
  const names = new Map<string, string>();
  const ids = new Set(entity.fields.map(({ id }) => id));
  const placed = new Set(fieldsOn(document.items));
  const fresh: FieldDefinition[] = [];
  for (const field of fields) {
    const own = entity.fields.find(({ id }) => id === field.id);
    const isOwn = own !== undefined && own.type === field.type && !placed.has(own.id);
    const id = isOwn ? own.id : keyFromName(field.name.zh || field.name.en || field.id, ids);
    ids.add(id);
    names.set(field.id, id);
    if (!isOwn) fresh.push(field);
  }
  return { names, ids, fresh };
}

/** A single page becomes a section: pages stand only among pages. */
function asPlaceable(items: readonly FormItem[]): readonly FormItem[] {
  return items.map((item) => (item.type === "page" ? { ...item, type: "section" } : item));
}

function freshField(field: FieldDefinition, id: string, entity: EntityDocument): FieldDefinition {
  const names = new Set(entity.fields.map(({ name }) => name.zh));
  const { formerId: _formerId, ...rest } = field;
  let name = field.name;
  for (let number = 2; names.has(name.zh); number += 1)
    name = { zh: `${field.name.zh} ${number}`, en: `${field.name.en} ${number}` };
  return { ...rest, id, name };
}

function freshItem(item: FormItem, place: RewritePlace, rewrite: FieldRewrite): FormItem {
  const fresh = { ...rewriteItem(item, place, rewrite), id: shortKey() };
  return withInnerItems(
    fresh,
    innerItems(item).map((inner) => freshItem(inner, place, rewrite)),
  );
}
