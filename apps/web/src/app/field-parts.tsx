import type { RecordData } from "@mortise/contract";
import type { Value } from "@mortise/expression";
import { FieldCell, FieldEditor, FieldValue } from "@mortise/fields/react";
import type { FieldDefinition } from "@mortise/metadata";

/** A field of a record in a cell or on a card. */
export function CellValue({ field, record }: { readonly field: FieldDefinition; readonly record: RecordData }) {
  return <FieldCell field={field} value={record[field.id] ?? null} />;
}

/** A field of a record on its page. */
export function PageValue({ field, record }: { readonly field: FieldDefinition; readonly record: RecordData }) {
  return <FieldValue field={field} value={record[field.id] ?? null} />;
}

/** The control that edits a field; whatever is typed is handed up as it is. */
export function FieldInput({
  field,
  value,
  onChange,
  autoFocus,
  disabled,
  error,
  id,
}: {
  readonly field: FieldDefinition;
  readonly value: unknown;
  readonly onChange: (value: Value) => void;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  readonly error?: boolean;
  readonly id?: string;
}) {
  return (
    <FieldEditor
      field={field}
      value={(value ?? null) as Value} // values on screen came from the API or from an editor
      onChange={onChange}
      autoFocus={autoFocus}
      disabled={disabled}
      error={error}
      id={id}
    />
  );
}
