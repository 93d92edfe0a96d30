import { fieldType, gateProblems, type RowView } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition, FormFieldItem, FormItem } from "@mortise/metadata";
import { isFilledByPeople } from "../layout/default-form.ts";
import type { FormOutcome, FormValues } from "./form-logic.ts";
import { type FormView, PLAIN_VIEW } from "./form-view.ts";
import { fieldItems } from "../layout/item-tree.ts";

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

/**
 * Complaints by field id: missing values, values that do not fit or are not offered, and moves that criteria of stages do
 * not allow yet, for which `before` is the record as it is stored. The server checks again.
 */
export function checkValues(
  placed: readonly PlacedField[],
  values: FormValues,
  view: FormView = PLAIN_VIEW,
  before?: FormValues,
): Readonly<Record<string, LocalizedText>> {
  const problems: Record<string, LocalizedText> = {};
  for (const one of placed.filter(isEditable)) {
    const { id } = one.field;
    const isForced = view.hidden.has(id) && view.required.has(id);
    if ((view.hidden.has(id) && !isForced) || view.locked.has(id)) continue;
    const value = values[id] ?? null;
    const result = fieldType(one.field.type).parse(value, one.field);
    const ofRows = view.rows?.get(id);
    const rowProblem = result.ok && ofRows && rowProblemOf(ofRows, value);
    const isAsked = view.required.has(id) || (isRequired(one) && !view.hidden.has(id));
    if (!result.ok) problems[id] = result.error;
    else if (rowProblem) problems[id] = rowProblem;
    else if (isEmptyValue(result.value)) {
      if (isAsked) problems[id] = missing(one);
    } else if (!isOffered(view, id, result.value)) problems[id] = notOffered;
  }
  const excused = new Set([...view.hidden, ...view.locked]);
  const change = { fields: placed.map(({ field }) => field), before, values, excused };
  for (const { field, message } of gateProblems(view.gates, change)) problems[field] ??= message;
  return problems;
}

/** What the rules of child rows refuse, or miss, in the first row with a problem. */
function rowProblemOf(views: readonly RowView[], value: FormValues[string]): LocalizedText | undefined {
  // Values of sub-tables are lists of rows.
  const rows = Array.isArray(value) ? (value as readonly FormValues[]) : [];
  for (const [index, view] of views.entries()) {
    const isMissing = [...view.required].some(
      (id) => !view.hidden.has(id) && isEmptyValue(rows[index]?.[id] ?? null),
    );
    const refused = view.messages.find(({ level }) => level === "refuse")?.message;
    const told = refused ?? (isMissing ? requiredInRow : undefined);
    if (told)
      return {
        zh: `第 ${index + 1} 行：${told.zh || told.en}`,
        en: `Row ${index + 1}: ${told.en || told.zh}`,
      };
  }
  return undefined;
}

const requiredInRow: LocalizedText = { zh: "有必填的内容没有填", en: "something required is missing" };

function isEmptyValue(value: FormValues[string]): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function isOffered({ offered }: FormView, field: string, value: FormValues[string]): boolean {
  const options = offered.get(field);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  return options === undefined || chosen.every((key) => options.has(String(key)));
}

const notOffered: LocalizedText = {
  zh: "当前不能选择该选项，请换一个",
  en: "This option is left out now; choose another",
};

function missing({ item, field }: PlacedField): LocalizedText {
  const { zh, en } = item.label ?? field.name;
  return { zh: `请填写${zh || en}`, en: `${en || zh} is required` };
}

/** How a form is saved. */
export interface SavedForm {
  /** The record as it is stored; absent for a new one. */
  readonly before?: FormValues | undefined;
  readonly view?: FormView | undefined;
  /** Fields that rules give values to: of a new record they are named even when empty, so that the server leaves them. */
  readonly set?: ReadonlySet<string> | undefined;
  /** Of these, the ones that have held something else since the form opened: named even when they are back at what is stored. */
  readonly moved?: ReadonlySet<string> | undefined;
}

/** What has moved until a step, and what the step came to. */
export interface Moving {
  readonly set: ReadonlySet<string>;
  readonly moved: ReadonlySet<string>;
  /** What the step touched: on the way a field may have held something else within one step. */
  readonly made: Pick<FormOutcome, "values" | "touched">;
}

/** The fields that rules give values to and that have held something else than what is stored. */
export function movedFields({ set, moved, made }: Moving, stored: FormValues): ReadonlySet<string> {
  const isMoved = (id: string): boolean =>
    made.touched.has(id) || JSON.stringify(made.values[id] ?? null) !== JSON.stringify(stored[id] ?? null);
  return new Set([...moved, ...[...set].filter(isMoved)]);
}

/**
 * What is to be saved: the filled fields of a new record, the changed fields of an existing one. What is hidden keeps the
 * value it had when it was hidden, unless that does not fit: nobody could mend it.
 */
export function valuesToSave(
  placed: readonly PlacedField[],
  values: FormValues,
  { before, view = PLAIN_VIEW, set, moved }: SavedForm,
): FormValues {
  const fields = new Map(placed.filter(isEditable).map(({ field }) => [field.id, field]));
  const fits = (id: string, value: FormValues[string]): boolean => {
    const field = fields.get(id);
    return field !== undefined && fieldType(field.type).parse(value, field).ok;
  };
  return Object.fromEntries(
    [...fields.keys()].flatMap((id) => {
      const value = values[id] ?? null;
      const isSame = JSON.stringify(value) === JSON.stringify(before?.[id] ?? null);
      // What is locked and differs no person changed: rules did, and do again when it is saved.
      if (before !== undefined && view.locked.has(id) && !isSame) return [];
      if (view.hidden.has(id) && !fits(id, value)) return [];
      if (moved?.has(id)) return [[id, value]];
      return isSame && (before !== undefined || set?.has(id) !== true) ? [] : [[id, value]];
    }),
  );
}
