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
import { numberSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";

const SEPARATOR = /\s*[,，、;；|\n]\s*/;

/** Several of a list of options, in the order of the list. */
export const multiSelectField = defineField({
  id: "multi-select",
  name: { zh: "多选", en: "Multi-select" },
  description: { zh: "从选项中选多个，如意向产品、标签", en: "Several options of a list: products, tags" },
  group: "choice",
  icon: "tags",
  width: 180,
  settings: [
    optionsSetting,
    otherTextSetting,
    userMayAddSetting,
    { id: "minPicks", name: { zh: "最少选几项", en: "Choose at least" }, kind: "number", min: 0, max: 100 },
    { id: "maxPicks", name: { zh: "最多选几项", en: "Choose at most" }, kind: "number", min: 1, max: 100 },
  ],
  example: {
    settings: {
      options: [
        { key: "erp", name: { zh: "ERP、财务", en: "ERP, finance" }, color: "blue" },
        { key: "crm", name: { zh: "客户管理", en: "CRM" }, color: "green" },
        { key: "erp_lite", name: { zh: "ERP", en: "ERP" } },
      ],
    },
    values: [["erp"], ["erp", "crm"], ["crm", "erp_lite"]],
  },
  aggregates: ["count"],
  groupable: true,
  kind: () => "options",
  column: () => ({ type: "text[]" }),
  options: optionsOf,
  rules: (field) => otherRules(field, "containsAny"),
  companion: otherTextOf,
  need: otherTextNeed,
  parse: (input, field) => parseOptions(input, field),
  toText: (value, field, { locale }) =>
    isKeyList(value)
      ? value.map((key) => optionName(field, key, locale)).join(locale === "zh" ? "，" : ", ")
      : "",
  fromText: (text, field) => readOptions(text, field),
  guess: (samples) => {
    const lists = samples.filter((sample) => SEPARATOR.test(sample.trim())).length;
    const parts = samples.flatMap(splitNames);
    return lists / Math.max(1, samples.length) > 0.2 && choiceShare(parts) > 0 ? 0.75 : 0;
  },
  guessSettings: (samples) => optionSettings(samples.flatMap(splitNames)),
  checkSettings: (field) => [...checkOptions(field), ...checkOtherText(field)],
  jsonSchema: (field) => ({
    type: "array",
    uniqueItems: true,
    items: { type: "string", enum: optionsOf(field).map((option) => option.key) },
    description: optionsOf(field)
      .map((option) => `${option.key}: ${localize(option.name, "en")}`)
      .join("; "),
  }),
  publicInput: (field) => ({ kind: "multi-select", reads: "value", options: optionsOf(field) }),
});

function isKeyList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((key) => typeof key === "string");
}

function splitNames(text: string): readonly string[] {
  return text
    .trim()
    .split(SEPARATOR)
    .filter((part) => part !== "");
}

function parseOptions(input: unknown, field: FieldDefinition): Result<readonly string[] | null> {
  if (isEmptyInput(input)) return ok(null);
  const given = typeof input === "string" ? [input] : input;
  if (!isKeyList(given)) return fail("请从选项中选择", "Choose from the options");
  const unknown = given.find((key) => !optionByKey(field, key));
  if (unknown !== undefined) {
    return fail(`没有“${unknown.slice(0, 40)}”这个选项`, `"${unknown.slice(0, 40)}" is not an option`);
  }
  const keys = optionsOf(field)
    .map((option) => option.key)
    .filter((key) => given.includes(key));
  const least = numberSetting(field, "minPicks", 0);
  const most = numberSetting(field, "maxPicks", Number.POSITIVE_INFINITY);
  if (keys.length < least) return fail(`至少选择 ${least} 项`, `Choose at least ${least}`);
  if (keys.length > most) return fail(`最多选择 ${most} 项`, `Choose at most ${most}`);
  return ok(keys);
}

/** Names may hold separators themselves, so the longest run of parts that names an option is taken first. */
function readOptions(text: string, field: FieldDefinition): Result<readonly string[] | null> {
  const pieces = text.trim().split(/([,，、;；|\n])/);
  const keys: string[] = [];
  let start = 0;
  while (start < pieces.length) {
    if ((pieces[start] ?? "").trim() === "") {
      start += 2;
      continue;
    }
    let end = pieces.length;
    let option = findOption(field, pieces.slice(start, end).join(""));
    while (!option && end > start + 1) {
      end -= 2;
      option = findOption(field, pieces.slice(start, end).join(""));
    }
    if (!option) {
      const name = (pieces[start] ?? "").trim().slice(0, 40);
      return fail(`没有“${name}”这个选项`, `"${name}" is not an option`);
    }
    keys.push(option.key);
    start = end + 1;
  }
  return parseOptions(keys, field);
}
