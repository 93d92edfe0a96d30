import { findFieldType } from "@mortise/fields";
import { canonicalJson, fillText, type LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { recordText } from "./text.ts";

/** What stands in a form, by field id; as typed, not yet checked. */
export type FormValues = Readonly<Record<string, unknown>>;

/** Whether nothing was filled in. */
export function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

/** The values that differ from what the form started with. */
export function changedValues(before: FormValues, now: FormValues): Record<string, unknown> {
  const changed = Object.entries(now).filter(
    ([field, value]) => canonicalJson(value ?? null) !== canonicalJson(before[field] ?? null),
  );
  return Object.fromEntries(changed.map(([field, value]) => [field, value ?? null]));
}

/** What is wrong with the values, by field: the same checks the server makes, made early. */
export function formProblems(
  fields: readonly FieldDefinition[],
  values: FormValues,
): ReadonlyMap<string, LocalizedText> {
  const problems = new Map<string, LocalizedText>();
  for (const field of fields) {
    const value = values[field.id];
    if (isBlank(value)) {
      if (field.required) problems.set(field.id, requiredText(field));
      continue;
    }
    const parsed = findFieldType(field.type)?.parse(value, field);
    if (parsed && !parsed.ok) problems.set(field.id, parsed.error);
  }
  return problems;
}

function requiredText(field: FieldDefinition): LocalizedText {
  return {
    zh: fillText(recordText.required.zh, { field: field.name.zh || field.name.en }),
    en: fillText(recordText.required.en, { field: field.name.en || field.name.zh }),
  };
}
