import { fieldType } from "@mortise/fields";
import { localize, type Locale } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { templateText } from "./text.ts";

/** What a cell of a field takes, a sentence each: kind, whether it is needed and may repeat, help, limits. */
export function cellRules(field: FieldDefinition, locale: Locale): readonly string[] {
  const type = fieldType(field.type);
  const kind = type.kind(field);
  const say = (text: (typeof templateText)[keyof typeof templateText]) => localize(text, locale);
  const isList = kind === "options" || kind === "users" || kind === "teams" || kind === "references";
  return [
    localize(type.name, locale),
    ...(field.required === true && field.default === undefined ? [say(templateText.needed)] : []),
    ...(field.unique === true ? [say(templateText.unique)] : []),
    ...(isList && type.column(field)?.type !== "uuid" ? [say(templateText.several)] : []),
    ...(kind === "user" || kind === "users" ? [say(templateText.people)] : []),
    ...(kind === "date" ? [say(templateText.dates)] : []),
    ...(kind === "datetime" ? [say(templateText.moments)] : []),
    ...(field.help ? [localize(field.help, locale)] : []),
    ...limits(field, locale),
  ].filter((text) => text !== "");
}

/** Settings that hold plain numbers and words, by their names: `最多字数: 200`. */
function limits(field: FieldDefinition, locale: Locale): readonly string[] {
  return fieldType(field.type).settings.flatMap(({ id, name, kind, choices }) => {
    const value = field.settings?.[id];
    const isPlain = kind === "number" || kind === "text" || kind === "choice";
    if (!isPlain || value === undefined || value === null || value === "" || typeof value === "object")
      return [];
    const choice = choices?.find((one) => one.value === value);
    return [`${localize(name, locale)}: ${choice ? localize(choice.name, locale) : String(value)}`];
  });
}
