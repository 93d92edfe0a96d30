import { fieldType } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition, FormFieldItem, FormItem } from "@mortise/metadata";
import { isFilledByPeople } from "../../model/layout/default-form.ts";
import { fieldItems } from "../../model/layout/item-tree.ts";

/** What stands in the controls, by field id; input that does not fit stays as it was typed. */
export type FormValues = Readonly<Record<string, Value>>;

/** A field with its place on the form. */
export interface PlacedField {
  readonly item: FormFieldItem;
  readonly field: FieldDefinition;
}

/** The fields on a form, in reading order; items whose field is gone are left out. */
export function placedFields(
  items: readonly FormItem[],
  fields: readonly FieldDefinition[],
): readonly PlacedField[] {
  return fieldItems(items).flatMap((item) => {
    const field = fields.find((candidate) => candidate.id === item.field);
    return field ? [{ item, field }] : [];
  });
}

/** Whether people can change the field on this form. */
export function isEditable({ item, field }: PlacedField): boolean {
  return item.readOnly !== true && field.readOnly !== true && isFilledByPeople(field);
}

/** Whether the form wants a value; a form can only be stricter than its entity. */
export function isRequired({ item, field }: PlacedField): boolean {
  return item.required === true || field.required === true;
}

/** Complaints by field id: missing values and values that do not fit. The server checks again. */
export function checkValues(
  placed: readonly PlacedField[],
  values: FormValues,
): Readonly<Record<string, LocalizedText>> {
  const problems: Record<string, LocalizedText> = {};
  for (const one of placed.filter(isEditable)) {
    const result = fieldType(one.field.type).parse(values[one.field.id] ?? null, one.field);
    if (!result.ok) problems[one.field.id] = result.error;
    else if (result.value === null && isRequired(one)) problems[one.field.id] = missing(one);
  }
  return problems;
}

function missing({ item, field }: PlacedField): LocalizedText {
  const { zh, en } = item.label ?? field.name;
  return { zh: `请填写${zh || en}`, en: `${en || zh} is required` };
}

/** What is to be saved: the filled fields of a new record, the changed fields of an existing one. */
export function valuesToSave(
  placed: readonly PlacedField[],
  values: FormValues,
  before: FormValues | undefined,
): FormValues {
  const editable = placed.filter(isEditable).map(({ field }) => field.id);
  return Object.fromEntries(
    editable.flatMap((id) => {
      const value = values[id] ?? null;
      const isSame = JSON.stringify(value) === JSON.stringify(before?.[id] ?? null);
      return isSame ? [] : [[id, value]];
    }),
  );
}
