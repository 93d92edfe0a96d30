import { type Locale, sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, FormDocument, FormItem } from "@mortise/metadata";
import { isWideField } from "../../model/layout/default-form.ts";
import type { PropertyChanges } from "../../model/layout/form-command.ts";
import { fieldItems } from "../../model/layout/item-tree.ts";
import { fieldItem, sectionItem, textItem } from "../../model/layout/layout-commands.ts";
import { GRID_COLUMNS } from "../../model/layout/pack-rows.ts";
import { newField } from "./new-field.ts";
import type { PaletteEntry } from "./palette.tsx";
import { designerText } from "./text.ts";

/** What an entry of the palette becomes. */
export interface MadeItem {
  readonly item: FormItem;
  /** Set when the field has to be added to the entity first. */
  readonly created?: FieldDefinition;
}

/** Makes the item for an entry of the palette; undefined when its field is gone. */
export function makeItem(entry: PaletteEntry, entity: EntityDocument): MadeItem | undefined {
  if (entry.kind === "section") return { item: sectionItem(designerText.section) };
  if (entry.kind === "text") return { item: textItem(designerText.paragraph) };
  const created = entry.kind === "type" ? newField(entity, entry.type) : undefined;
  const field = entry.kind === "field" ? entity.fields.find(({ id }) => id === entry.field) : created;
  if (!field) return undefined;
  const item = fieldItem(field.id, isWideField(field) ? GRID_COLUMNS : GRID_COLUMNS / 2);
  return { item, ...(created ? { created } : {}) };
}

/** Fields of the entity that have no place on the form. */
export function unplacedFields(document: FormDocument, entity: EntityDocument): readonly FieldDefinition[] {
  const placed = new Set(fieldItems(document.items).map(({ field }) => field));
  return entity.fields.filter(({ id }) => !placed.has(id));
}

/** What an item is called on the form. */
export function itemName(item: FormItem, fields: readonly FieldDefinition[]) {
  if (item.type === "section") return item.title;
  if (item.type === "text") return item.content;
  return item.label ?? fields.find(({ id }) => id === item.field)?.name ?? sameText(item.field);
}

/** The change that gives an item a name in one language; the other language keeps its own. */
export function renaming(
  item: FormItem,
  fields: readonly FieldDefinition[],
  { name, locale }: { readonly name: string; readonly locale: Locale },
): PropertyChanges {
  const property = { field: "label", section: "title", text: "content" }[item.type];
  return { [property]: { ...itemName(item, fields), [locale]: name } };
}
