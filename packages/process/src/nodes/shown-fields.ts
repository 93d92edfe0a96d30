import { fieldCatalog, fieldType } from "@mortise/fields";
import type { SettingSpec } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";
import { missing } from "../model/checks.ts";
import type { FieldRight, ShownField } from "../model/ask-terms.ts";
import type { CheckContext, SettingProblem } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";

/** Which fields of the record a step shows to whom it asks, and what they may do with them. */
export const shownFieldsSetting = {
  id: "fields",
  name: { zh: "处理时显示的字段", en: "Fields shown to them" },
  help: {
    zh: "处理人看到这些字段，能改的和必填的在处理时一起填写、一起保存；没有加进来的不显示",
    en: "They see these fields when they decide; what they change or must fill in is saved with their decision. Others are not shown",
  },
  kind: "custom",
  editor: "shown-fields",
} as const satisfies SettingSpec;

/** The setting as it was made. */
export function shownFields(settings: Settings, setting = "fields"): readonly ShownField[] {
  return settings.items(setting).flatMap((item) => {
    const field = item.text("field");
    return field === undefined ? [] : [{ field, right: rightOf(item.text("right")) }];
  });
}

function rightOf(right: string | undefined): FieldRight {
  return right === "edit" || right === "required" ? right : "read";
}

/** Whether people can fill a field in within a decision: not what is worked out, nor rows of child records. */
export function isFilledIn(catalog: Catalog, entity: string, id: string): boolean {
  const field = catalog.field(entity, id);
  if (!field || fieldCatalog.kindOf(field) === "rows") return false;
  return fieldType(field.type).computed === undefined;
}

/** Complaints about the setting. */
export function checkShownFields(
  settings: Settings,
  { catalog, entity, wording }: CheckContext,
  setting = "fields",
): readonly SettingProblem[] {
  return settings.items(setting).flatMap((item, index) => {
    const id = item.text("field");
    const path = `${setting}.${index}.field`;
    if (id === undefined || !catalog.field(entity, id))
      return [missing(path, { zh: "请选择字段", en: "Choose a field" })];
    if (rightOf(item.text("right")) === "read" || isFilledIn(catalog, entity, id)) return [];
    const name = wording.field(entity, id);
    return [
      missing(path, {
        zh: `“${name.zh}”不能在处理时填写，只能显示`,
        en: `“${name.en}” cannot be filled in here, only shown`,
      }),
    ];
  });
}
