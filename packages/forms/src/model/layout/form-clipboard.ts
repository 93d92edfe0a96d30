import { variablesOf } from "@mortise/expression";
import { isPlainObject, shortKey } from "@mortise/kit";
import {
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  type FormButtonAction,
  type FormDocument,
  type FormItem,
  type FormLink,
  isContainer,
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
export function pasteItems(
  text: string,
  place: {
    readonly document: FormDocument;
    readonly entity: EntityDocument;
    readonly catalog: Catalog;
    /** Whether they come beside pages: copied pages stay pages then. */
    readonly amongPages?: boolean;
  },
): PastedItems | undefined {
  const copied = readCopied(text);
  if (!copied) return undefined;
  const created: FieldDefinition[] = [];
  const names = new Map<string, string>();
  const ids = new Set(place.entity.fields.map(({ id }) => id));
  const placed = new Set(fieldsOn(place.document.items));
  for (const field of copied.fields) {
    const own = place.entity.fields.find(({ id }) => id === field.id);
    const isOwn = own !== undefined && own.type === field.type && !placed.has(own.id);
    const id = isOwn ? own.id : keyFromName(field.name.zh || field.name.en || field.id, ids);
    ids.add(id);
    names.set(field.id, id);
    if (!isOwn) created.push(freshField(field, id, place.entity));
  }
  const missing = new Set(created.flatMap((field) => missingFor(field, place, ids)));
  const rename = (field: string): string => {
    const id = names.get(field) ?? field;
    if (!ids.has(id)) missing.add(field);
    return id;
  };
  const stayPages = place.amongPages === true && copied.items.every(({ type }) => type === "page");
  const items = (stayPages ? copied.items : asPlaceable(copied.items)).map((item) => freshItem(item, rename));
  return { items, created, missing: [...missing] };
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

function missingFor(
  field: FieldDefinition,
  { catalog, entity }: { readonly catalog: Catalog; readonly entity: EntityDocument },
  ids: ReadonlySet<string>,
): readonly string[] {
  const { fieldTypes } = catalog;
  const target = fieldTypes.targetEntity(field);
  const expression = fieldTypes.expressionOf?.(field);
  const used =
    expression === undefined ? [] : variablesOf(expression).map((path) => path.split(".")[0] ?? path);
  return [
    ...(target !== undefined && !catalog.find("entity", target) ? [target] : []),
    ...used.filter(
      (name) => !name.startsWith("$") && !ids.has(name) && !catalog.scope(entity.id).variable?.(name),
    ),
  ];
}

function freshItem(item: FormItem, rename: (field: string) => string): FormItem {
  const fresh = { ...item, id: shortKey() };
  if (fresh.type === "field") return { ...fresh, field: rename(fresh.field) };
  if (fresh.type === "frame") return { ...fresh, ...freshLink(fresh, rename) };
  if (fresh.type === "button") return { ...fresh, action: freshAction(fresh.action, rename) };
  return isContainer(fresh)
    ? withInnerItems(
        fresh,
        fresh.items.map((inner) => freshItem(inner, rename)),
      )
    : fresh;
}

function freshLink({ parameters }: FormLink, rename: (field: string) => string): Partial<FormLink> {
  if (!parameters) return {};
  return {
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, field]) => [name, rename(field)])),
  };
}

function freshAction(action: FormButtonAction, rename: (field: string) => string): FormButtonAction {
  if (action.type === "link") return { ...action, ...freshLink(action, rename) };
  return { ...action, set: action.set.map((one) => ({ ...one, field: rename(one.field) })) };
}
