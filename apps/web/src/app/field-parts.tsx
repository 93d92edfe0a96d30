import type { RecordData } from "@mortise/contract";
import type { Expression, Value } from "@mortise/expression";
import { ConditionBuilder, FieldCell, FieldEditor, FieldValue } from "@mortise/fields/react";
import type { FieldDefinition } from "@mortise/metadata";
import { useCallback, useMemo } from "react";
import { listFields } from "../records/entity-fields.ts";
import { useAppModel } from "./app-model.ts";

/** A field of a record in a cell or on a card. */
export function CellValue({
  field,
  record,
}: {
  readonly field: FieldDefinition;
  readonly record: RecordData;
}) {
  return <FieldCell field={field} value={record[field.id] ?? null} />;
}

/** A field of a record on its page. */
export function PageValue({
  field,
  record,
}: {
  readonly field: FieldDefinition;
  readonly record: RecordData;
}) {
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

/**
 * Edits a condition over the records of an entity as sentences, also by the fields of records they refer to; fields the
 * person sees masked are not offered.
 */
export function ConditionInput({
  entity: id,
  value,
  onChange,
}: {
  readonly entity: string;
  readonly value: Expression | undefined;
  readonly onChange: (value: Expression | undefined) => void;
}) {
  const { catalog, permission } = useAppModel();
  const fieldsOf = useCallback(
    (target: string): readonly FieldDefinition[] => {
      const entity = catalog.find("entity", target);
      const allowed = permission(target);
      if (!entity || !allowed.read) return [];
      return listFields(entity, allowed).filter((field) => allowed.fields[field.id] !== "masked");
    },
    [catalog, permission],
  );
  const fields = useMemo(() => fieldsOf(id), [fieldsOf, id]);
  if (!catalog.find("entity", id)) return null;
  return (
    <ConditionBuilder
      fields={fields}
      fieldsOf={fieldsOf}
      {...(value === undefined ? {} : { value })}
      onChange={onChange}
    />
  );
}
