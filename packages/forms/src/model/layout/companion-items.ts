import { findFieldType } from "@mortise/fields";
import { type FieldDefinition, type FormItem, isContainer, withInnerItems } from "@mortise/metadata";
import { fieldsOn } from "./item-tree.ts";

/**
 * The items of a form with a place for each field that is filled in together with one on it, directly behind that one:
 * the text of 其他 stands beside its choice on forms that were made before there was one.
 */
export function withCompanions(
  items: readonly FormItem[],
  fields: readonly FieldDefinition[],
): readonly FormItem[] {
  const placed = new Set(fieldsOn(items));
  const companions = new Map<string, string>();
  for (const field of fields) {
    const id = findFieldType(field.type)?.companion?.(field);
    if (id !== undefined && placed.has(field.id) && !placed.has(id)) companions.set(field.id, id);
  }
  return companions.size === 0 ? items : beside(items, companions);
}

function beside(items: readonly FormItem[], companions: ReadonlyMap<string, string>): readonly FormItem[] {
  return items.flatMap((item): readonly FormItem[] => {
    if (isContainer(item)) return [withInnerItems(item, beside(item.items, companions))];
    const field = item.type === "field" ? companions.get(item.field) : undefined;
    if (item.type !== "field" || field === undefined) return [item];
    return [item, { type: "field", id: `${item.id}.beside`, field, span: item.span }];
  });
}
