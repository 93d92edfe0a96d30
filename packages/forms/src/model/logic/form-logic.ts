import type { RecordEnvironmentOptions, Value } from "@mortise/expression";
import {
  compileRecordLogic,
  findFieldType,
  type RecordLogic,
  type RecordState,
  settleRecord,
  withFormulas,
} from "@mortise/fields";
import { type Catalog, type EntityDocument, type FieldDefinition, fieldStorage } from "@mortise/metadata";

/** What stands in the controls, by field id; input that does not fit stays as it was typed. */
export type FormValues = Readonly<Record<string, Value>>;

/** The logic of a form while it is filled in: that of its records and of the rows of its sub-tables. */
export interface FormLogic {
  readonly entity: EntityDocument;
  readonly record: RecordLogic;
  /** By sub-table field. */
  readonly rows: ReadonlyMap<string, FormLogic>;
}

/** Compiles what the server runs too, as far as the reader's definitions show it. */
export function formLogic(entity: EntityDocument, catalog: Catalog): FormLogic {
  const rows = entity.fields.flatMap((field) => {
    const child = isRows(field)
      ? catalog.find("entity", catalog.fieldTypes.targetEntity(field) ?? "")
      : undefined;
    return child && child.id !== entity.id ? [[field.id, formLogic(child, catalog)] as const] : [];
  });
  return {
    entity,
    record: compileRecordLogic({
      entity,
      scope: catalog.scope(entity.id),
      fieldType: findFieldType,
      isKept: (field) => fieldStorage(catalog, entity.id, field) === "column",
    }),
    rows: new Map(rows),
  };
}

function isRows(field: FieldDefinition): boolean {
  return findFieldType(field.type)?.kind(field) === "rows";
}

/** One step of filling a form in. */
export interface FormStep {
  readonly values: FormValues;
  /** What stood there before the step; absent when the form opens on a new record. */
  readonly before?: FormValues | undefined;
  /** The fields that the person changed: rules leave them alone. */
  readonly given: ReadonlySet<string>;
}

/** What the form comes to. */
export interface FormOutcome {
  readonly values: FormValues;
  readonly state: RecordState;
}

/** Lets formulas and rules answer a step. Input that does not fit counts as empty for them and stays on screen. */
export function stepForm(logic: FormLogic, step: FormStep, moment: RecordEnvironmentOptions): FormOutcome {
  const read = readValues(logic, step.values, moment);
  const settled = settleRecord(
    logic.record,
    {
      values: read,
      before: step.before && readValues(logic, step.before, moment),
      given: step.given,
    },
    moment,
  );
  const values: Record<string, Value> = { ...step.values };
  for (const id of logic.record.set) {
    if (settled.values[id] !== read[id]) values[id] = settled.values[id] ?? null;
  }
  for (const { field } of logic.record.formulas) values[field.id] = settled.values[field.id] ?? null;
  for (const id of logic.rows.keys())
    if (Array.isArray(step.values[id])) values[id] = withRows(logic, step, id, moment);
  return { values, state: settled.state };
}

/** The values as they would be stored; what does not fit is empty. */
export function readValues(
  logic: FormLogic,
  values: FormValues,
  moment: RecordEnvironmentOptions,
): FormValues {
  const read: Record<string, Value> = { ...values };
  for (const field of logic.entity.fields) {
    const value = values[field.id] ?? null;
    const child = logic.rows.get(field.id);
    if (child) read[field.id] = rowList(value).map((row) => rowValues(child, row, moment));
    else if (value !== null) {
      const fit = findFieldType(field.type)?.parse(value, field);
      // Types that nobody fills in refuse every value; theirs come from the record itself.
      if (fit && !fit.ok && findFieldType(field.type)?.computed === undefined) read[field.id] = null;
      else if (fit?.ok) read[field.id] = fit.value;
    }
  }
  return read;
}

function rowList(value: Value | undefined): readonly FormValues[] {
  // Values of sub-tables are lists of rows.
  return Array.isArray(value) ? (value as readonly FormValues[]) : [];
}

function rowValues(child: FormLogic, row: FormValues, moment: RecordEnvironmentOptions): FormValues {
  return withFormulas(child.record, readValues(child, row, moment), { moment });
}

/** The rows as they were typed, with their formulas worked out. */
function withRows(
  logic: FormLogic,
  { values }: FormStep,
  id: string,
  moment: RecordEnvironmentOptions,
): readonly FormValues[] {
  const child = logic.rows.get(id);
  return rowList(values[id]).map((row) => {
    if (!child || child.record.formulas.length === 0) return row;
    const worked = rowValues(child, row, moment);
    return {
      ...row,
      ...Object.fromEntries(child.record.formulas.map(({ field }) => [field.id, worked[field.id] ?? null])),
    };
  });
}
