import { sameForm, type SameForm } from "@mortise/fields";
import type { EntityDocument } from "@mortise/metadata";
import type { FieldTypeLookup } from "./physical-column.ts";
import { type UniqueKey, uniqueKeys } from "./unique-keys.ts";

/** The form in which a unique rule compares the text of a value; empty when the value counts as none. */
export type UniqueForm = SameForm;

/** The unique rule that is made up of exactly these fields. */
export function ruleOfFields(
  entity: EntityDocument,
  fields: readonly string[],
  fieldType: FieldTypeLookup,
): UniqueKey | undefined {
  return uniqueKeys(entity, fieldType).find(
    ({ fields: ruled }) => ruled.length === fields.length && ruled.every(({ id }) => fields.includes(id)),
  );
}

/** How records are told apart in memory by these fields, as the unique rule over them does; none without such a rule. */
export function uniqueForms(
  entity: EntityDocument,
  fields: readonly string[],
  fieldType: FieldTypeLookup,
): ReadonlyMap<string, UniqueForm> | undefined {
  const key = ruleOfFields(entity, fields, fieldType);
  if (!key) return undefined;
  return new Map(
    key.fields.map((field) => {
      const type = fieldType(field.type);
      const isText = type.column(field)?.type === "text" && type.kind(field) === "text";
      const form = !isText || key.rule.exact ? asItIs : sameForm(type);
      return [field.id, form] as const;
    }),
  );
}

const asItIs: UniqueForm = (text) => text;
