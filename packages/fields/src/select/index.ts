import { fail, localize, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { choiceShare } from "../choice-guess.ts";
import { checkOtherText, otherRules, otherTextNeed, otherTextOf, otherTextSetting } from "../choice-other.ts";
import { defineField } from "../field-type.ts";
import {
  checkOptions,
  findOption,
  optionByKey,
  optionName,
  optionSettings,
  optionsOf,
} from "../option-list.ts";
import { optionsSetting, userMayAddSetting } from "../setting-specs.ts";
import { isEmptyInput } from "../text-cleaning.ts";

/** One of a list of options; the option's key is stored. */
export const selectField = defineField({
  id: "select",
  name: { zh: "单选", en: "Select" },
  description: {
    zh: "从来源、行业、等级等选项中选一个",
    en: "One option of a list: source, industry, grade",
  },
  named:
    /(状态|类型|类别|分类|级别|来源|渠道|性别|行业|优先级|结果|等级|币种|付款方式|方式)$|\b(status|type|category|level|source|channel|gender|industry|priority)$/i,
  group: "choice",
  icon: "select",
  width: 130,
  settings: [optionsSetting, otherTextSetting, userMayAddSetting],
  example: {
    settings: {
      options: [
        { key: "website", name: { zh: "官网注册", en: "Website" }, color: "blue" },
        { key: "fair", name: { zh: "展会", en: "Trade fair" }, color: "gold", disabled: true },
      ],
    },
    values: ["website", "fair"],
  },
  aggregates: ["count", "countDistinct"],
  sortable: true,
  groupable: true,
  kind: () => "option",
  column: () => ({ type: "text" }),
  options: optionsOf,
  rules: (field) => otherRules(field, "in"),
  companion: otherTextOf,
  need: otherTextNeed,
  parse: (input, field) => parseOption(input, field),
  toText: (value, field, { locale }) => (typeof value === "string" ? optionName(field, value, locale) : ""),
  fromText: (text, field) => readOption(text, field),
  guess: (samples) => choiceShare(samples),
  guessSettings: optionSettings,
  checkSettings: (field) => [...checkOptions(field), ...checkOtherText(field)],
  jsonSchema: (field) => ({
    type: "string",
    enum: optionsOf(field).map((option) => option.key),
    description: optionsOf(field)
      .map((option) => `${option.key}: ${localize(option.name, "en")}`)
      .join("; "),
  }),
  publicInput: (field) => ({ kind: "select", reads: "value", options: optionsOf(field) }),
});

/** Accepts the key of an option, also of a disabled one so that old records can be saved again. */
export function parseOption(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  const option = typeof input === "string" ? optionByKey(field, input.trim()) : undefined;
  return option
    ? ok(option.key)
    : fail(`没有“${shown(input)}”这个选项`, `"${shown(input)}" is not an option`);
}

/** Finds the option that a text names in either language, or by its key. */
export function readOption(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const option = findOption(field, text);
  return option ? ok(option.key) : fail(`没有“${shown(text)}”这个选项`, `"${shown(text)}" is not an option`);
}

function shown(input: unknown): string {
  return typeof input === "string" ? input.trim().slice(0, 40) : typeof input;
}
