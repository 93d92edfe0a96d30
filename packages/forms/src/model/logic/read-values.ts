import type { RecordEnvironmentOptions, Value } from "@mortise/expression";
import { findFieldType, type RecordLogic, withFormulas } from "@mortise/fields";
import type { EntityDocument } from "@mortise/metadata";

/** What stands in the controls, by field id; input that does not fit stays as it was typed. */
export type FormValues = Readonly<Record<string, Value>>;

/** The logic of a form while it is filled in: that of its records and of the rows of its sub-tables. */
export interface FormLogic {
  readonly entity: EntityDocument;
  readonly record: RecordLogic;
  /** By sub-table field. */
  readonly rows: ReadonlyMap<string, FormLogic>;
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

/** The rows that a value of a sub-table holds. */
export function rowList(value: Value | undefined): readonly FormValues[] {
  // Values of sub-tables are lists of rows.
  return Array.isArray(value) ? (value as readonly FormValues[]) : [];
}

/** A row as it would be stored, with its formulas worked out. */
export function rowValues(child: FormLogic, row: FormValues, moment: RecordEnvironmentOptions): FormValues {
  return withFormulas(child.record, readValues(child, row, moment), { moment });
}
