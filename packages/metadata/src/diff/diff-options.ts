import { isPlainObject, type JsonObject, type LocalizedText } from "@mortise/kit";
import { quoted } from "../document-name.ts";
import type { FieldDefinition } from "../documents/entity.ts";
import { type ChangeList, compareLists, isSame } from "./change.ts";

interface Option {
  readonly key: string;
  readonly name: LocalizedText;
  readonly disabled?: boolean;
}

/** The settings of a field besides its options. */
export function withoutOptions(field: FieldDefinition): JsonObject {
  const { options: _listed, ...rest } = field.settings ?? {};
  return rest;
}

/** Changes of the options of a field, one by one. */
export function diffOptions(before: FieldDefinition, after: FieldDefinition, list: ChangeList): void {
  const field = quoted(after.name);
  const options = compareLists(optionsOf(before), optionsOf(after), ({ key }) => key);
  const say = (type: "added" | "removed" | "changed", option: Option, what: LocalizedText): void =>
    list.add(
      type,
      { zh: `字段${field.zh}${what.zh}`, en: `field ${field.en}: ${what.en}` },
      {
        part: "option",
        field: after.id,
        option: option.key,
        ...(option.disabled === true && type === "changed" ? { off: true as const } : {}),
      },
    );
  for (const option of options.added) {
    const name = quoted(option.name);
    say("added", option, { zh: `新增选项${name.zh}`, en: `option ${name.en} added` });
  }
  for (const option of options.removed) {
    const name = quoted(option.name);
    say("removed", option, { zh: `删除选项${name.zh}`, en: `option ${name.en} removed` });
  }
  for (const { before: old, after: next } of options.kept) {
    for (const what of optionChanges(old, next)) say("changed", next, what);
  }
  if (options.reordered) {
    list.add("changed", {
      zh: `字段${field.zh}调整了选项顺序`,
      en: `field ${field.en}: options reordered`,
    });
  }
}

function optionChanges(before: Option, after: Option): readonly LocalizedText[] {
  if (isSame(before, after)) return [];
  const [old, name] = [quoted(before.name), quoted(after.name)];
  const found: LocalizedText[] = [];
  const [was, is] = [before.disabled ?? false, after.disabled ?? false];
  if (was !== is) {
    found.push(
      is
        ? { zh: `停用选项${name.zh}`, en: `option ${name.en} switched off` }
        : { zh: `启用选项${name.zh}`, en: `option ${name.en} switched on` },
    );
  }
  if (!isSame(before.name, after.name)) {
    found.push({ zh: `选项${old.zh}改名为${name.zh}`, en: `option ${old.en} renamed to ${name.en}` });
  }
  const rest = ({ name: _name, disabled: _disabled, ...others }: Option): object => others;
  if (!isSame(rest(before), rest(after))) {
    found.push({ zh: `修改了选项${name.zh}`, en: `option ${name.en} changed` });
  }
  return found;
}

function optionsOf(field: FieldDefinition): readonly Option[] {
  const options: unknown = field.settings?.["options"];
  return Array.isArray(options) ? options.filter(isOption) : [];
}

function isOption(value: unknown): value is Option {
  if (!isPlainObject(value) || typeof value["key"] !== "string") return false;
  const name = value["name"];
  return isPlainObject(name) && typeof name["zh"] === "string" && typeof name["en"] === "string";
}
