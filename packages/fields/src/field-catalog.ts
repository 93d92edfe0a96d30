import { sameText } from "@mortise/kit";
import type { FieldCatalog } from "@mortise/metadata";
import { optionScores } from "./option-list.ts";
import { findFieldType } from "./registry.ts";
import { checkFieldSettings } from "./settings-check.ts";

/** What metadata needs to know of field types, answered by the registry. Unknown types give harmless answers. */
export const fieldCatalog: FieldCatalog = {
  has: (type) => findFieldType(type) !== undefined,
  typeName: (type) => findFieldType(type)?.name ?? sameText(type),
  kindOf: (field) => findFieldType(field.type)?.kind(field) ?? "null",
  optionKeys: (field) =>
    findFieldType(field.type)
      ?.options?.(field)
      .map((option) => option.key),
  optionScores: (field) => optionScores(findFieldType(field.type)?.options?.(field) ?? []),
  checkSettings: (field) => {
    const type = findFieldType(field.type);
    return type ? checkFieldSettings(type, field) : [fieldTypeMissing(field.type)];
  },
  targetEntity: (field) => findFieldType(field.type)?.targetEntity?.(field),
  canBeUnique: (type) => findFieldType(type)?.canBeUnique === true,
  settingsOf: (type) => findFieldType(type)?.settings ?? [],
  expressionOf: (field) => findFieldType(field.type)?.expression?.(field),
  derivationOf: (field) => findFieldType(field.type)?.derivation?.(field),
  storageOf: (field) => {
    const type = findFieldType(field.type);
    return type?.storage?.(field) ?? (type?.column(field) === null ? "rows" : "column");
  },
  deleteRuleOf: (field) => findFieldType(field.type)?.deleteRule?.(field),
  currencyOf: (field) => findFieldType(field.type)?.currency?.(field),
  isTree: (field) => findFieldType(field.type)?.isTree?.(field) ?? false,
};

function fieldTypeMissing(type: string): { zh: string; en: string } {
  return { zh: `没有“${type}”这种字段类型`, en: `There is no field type "${type}"` };
}
