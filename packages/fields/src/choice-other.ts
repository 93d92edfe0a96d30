import type { Expression } from "@mortise/expression";
import type { LocalizedText, SettingSpec } from "@mortise/kit";
import type { FieldDefinition, RecordRule } from "@mortise/metadata";
import type { FieldNeed } from "./field-type.ts";
import { optionsOf } from "./option-list.ts";
import { textSetting } from "./setting-values.ts";

/** The field that holds what people write when they choose 其他. */
export const otherTextSetting: SettingSpec = {
  id: "otherText",
  name: { zh: "“其他”的说明写在", en: "What “other” is goes into" },
  kind: "field",
  accepts: ["text"],
  help: {
    zh: "选了标为“其他”的选项时，此字段显示并必填；改选别的则清空",
    en: "Shown and required while an option marked as “other” is chosen; emptied when another one is",
  },
};

/** The field that says what the other thing is, while an option asks for it. */
export function otherTextOf(field: FieldDefinition): string | undefined {
  return othersOf(field).length === 0 ? undefined : textSetting(field, "otherText", undefined);
}

/** The text field that a choice with 其他 still lacks. */
export function otherTextNeed(field: FieldDefinition): FieldNeed | undefined {
  if (othersOf(field).length === 0 || textSetting(field, "otherText", undefined) !== undefined)
    return undefined;
  const { zh, en } = field.name;
  return {
    setting: "otherText",
    field: { type: "text", name: { zh: `${zh}说明`, en: `${en} (other)` }, settings: { maxLength: 100 } },
  };
}

/** What is wrong with a choice whose 其他 has nowhere to be explained. */
export function checkOtherText(field: FieldDefinition): readonly LocalizedText[] {
  if (otherTextNeed(field) === undefined) return [];
  return [{ zh: "请选择“其他”的说明写在哪个字段", en: "Choose the field that what “other” is goes into" }];
}

/** The rules that make the text appear and be asked for with 其他, and go with it; by how the field holds its options. */
export function otherRules(field: FieldDefinition, operator: "in" | "containsAny"): readonly RecordRule[] {
  const text = otherTextOf(field);
  if (text === undefined) return [];
  const isOther: Expression = { [operator]: [{ var: field.id }, othersOf(field)] };
  return [
    {
      id: `${field.id}.other`,
      when: isOther,
      actions: [
        { type: "show", fields: [text] },
        { type: "require", fields: [text] },
      ],
    },
    {
      id: `${field.id}.listed`,
      when: { "!": [isOther] },
      actions: [{ type: "set", field: text, value: null }],
    },
  ];
}

function othersOf(field: FieldDefinition): readonly string[] {
  return optionsOf(field).flatMap(({ key, other }) => (other === true ? [key] : []));
}
