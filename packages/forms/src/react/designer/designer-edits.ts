import { type Locale, type LocalizedText, sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, FormDocument, FormItem } from "@mortise/metadata";
import { isWideField } from "../../model/layout/default-form.ts";
import type { PropertyChanges } from "../../model/layout/form-command.ts";
import { fieldsOn } from "../../model/layout/item-tree.ts";
import {
  buttonItem,
  dividerItem,
  fieldItem,
  frameItem,
  pagesItem,
  sectionItem,
  textItem,
} from "../../model/layout/new-items.ts";
import { GRID_COLUMNS } from "../../model/layout/pack-rows.ts";
import { newField } from "./new-field.ts";
import type { LayoutKind, PaletteEntry } from "./palette.tsx";
import { designerText } from "./text.ts";

/** What an entry of the palette becomes. */
export interface MadeItem {
  readonly item: FormItem;
  /** Set when the field has to be added to the entity first. */
  readonly created?: FieldDefinition;
}

/** A new layout item of a kind. */
function makeLayout(kind: LayoutKind): FormItem {
  switch (kind) {
    case "section":
      return sectionItem(designerText.section);
    case "tabs":
    case "steps":
      return pagesItem(kind);
    case "divider":
      return dividerItem();
    case "text":
      return textItem(designerText.text);
    case "button":
      return buttonItem(designerText.button);
    case "frame":
      return frameItem(designerText.frame);
  }
}

/** Makes the item for an entry of the palette; undefined when its field is gone. */
export function makeItem(entry: PaletteEntry, entity: EntityDocument): MadeItem | undefined {
  if (entry.kind === "layout") return { item: makeLayout(entry.layout) };
  const created = entry.kind === "type" ? newField(entity, entry.type) : undefined;
  const field = entry.kind === "field" ? entity.fields.find(({ id }) => id === entry.field) : created;
  if (!field) return undefined;
  return { item: placeFor(field), ...(created ? { created } : {}) };
}

/** A place of the width that fits a field. */
export function placeFor(field: FieldDefinition): FormItem {
  return fieldItem(field.id, isWideField(field) ? GRID_COLUMNS : GRID_COLUMNS / 2);
}

/** Fields of the entity that have no place on the form. */
export function unplacedFields(document: FormDocument, entity: EntityDocument): readonly FieldDefinition[] {
  const placed = new Set(fieldsOn(document.items));
  return entity.fields.filter(({ id }) => !placed.has(id));
}

/** What an item is called on the form. */
export function itemName(item: FormItem, fields: readonly FieldDefinition[]): LocalizedText {
  switch (item.type) {
    case "field":
      return item.label ?? fields.find(({ id }) => id === item.field)?.name ?? sameText(item.field);
    case "text":
      return item.content;
    case "pages":
      return designerText[item.look];
    case "divider":
      return item.title ?? designerText.divider;
    case "section":
    case "page":
    case "frame":
    case "button":
      return item.title;
  }
}

/** The change that gives an item a name in one language; the other language keeps its own. */
export function renaming(
  item: FormItem,
  fields: readonly FieldDefinition[],
  { name, locale }: { readonly name: string; readonly locale: Locale },
): PropertyChanges {
  const property = item.type === "field" ? "label" : item.type === "text" ? "content" : "title";
  const before = item.type === "divider" ? { zh: "", en: "" } : itemName(item, fields);
  return { [property]: { ...before, [locale]: name } };
}
