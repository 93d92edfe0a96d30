import { deepestLevel, fieldType, regionChildren, REGION_LEVELS, regionText } from "@mortise/fields";
import type { Locale } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { ColumnChoices } from "@mortise/spreadsheet";
import { plainContext } from "../exports/export-columns.ts";

/** Texts by which people and teams are named in a file. */
export interface LinkChoices {
  readonly user: readonly string[];
  readonly team: readonly string[];
}

/** Longer drop-downs nobody scrolls through, regions excepted: they are in order. */
const MOST_CHOICES = 2_000;

/** What a drop-down offers in the cells of a field; undefined when it has no list of its own. Only what the import reads back is offered. */
export function cellChoices(
  field: FieldDefinition,
  links: LinkChoices,
  locale: Locale,
): ColumnChoices | undefined {
  const type = fieldType(field.type);
  const kind = type.kind(field);
  if (kind === "region") return offer(regionTexts(field, locale), false, Infinity);
  if (kind === "user" || kind === "users") return offer(links.user, false);
  if (kind === "team" || kind === "teams") return offer(links.team, false);
  const context = plainContext(locale);
  if (kind === "boolean")
    return offer(
      [true, false].map((value) => type.toText(value, field, context)),
      false,
    );
  const options = (type.options?.(field) ?? []).filter(({ disabled }) => disabled !== true);
  const texts = options.map(({ name }) => name[locale] || name.zh || name.en);
  return offer(
    texts.filter((text) => type.fromText(text, field, context).ok),
    kind === "option",
  );
}

function offer(texts: readonly string[], isClosed: boolean, most = MOST_CHOICES): ColumnChoices | undefined {
  const values = [...new Set(texts)].filter((text) => text !== "");
  return values.length > 0 && values.length <= most ? { values, isClosed } : undefined;
}

/** Every region down to the field's level that the field takes, in the order of their codes. */
function regionTexts(field: FieldDefinition, locale: Locale): readonly string[] {
  const depth = REGION_LEVELS.indexOf(deepestLevel(field)) + 1;
  const type = fieldType(field.type);
  const codes: string[] = [];
  const add = (parent: string | undefined): void => {
    for (const { code } of regionChildren(parent)) {
      if (type.parse(code, field).ok) codes.push(code);
      if (code.length < depth * 2) add(code);
    }
  };
  add(undefined);
  return codes.map((code) => regionText(code, locale));
}
