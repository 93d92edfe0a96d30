import { TextCell } from "./display.tsx";
import { type FieldDisplayProps, type FieldEditorProps, useFieldView } from "./field-view.ts";

/** The control that edits a field of any type. */
export function FieldEditor(props: FieldEditorProps) {
  const view = useFieldView(props.field.type);
  return view ? <view.Editor {...props} /> : <TextCell field={props.field} value={props.value} />;
}

/** A field's value in a grid cell; cheap to draw. */
export function FieldCell(props: FieldDisplayProps) {
  const view = useFieldView(props.field.type);
  return view ? <view.Cell {...props} /> : <TextCell {...props} />;
}

/** A field's value on a record page; empty values show a dash. */
export function FieldValue(props: FieldDisplayProps) {
  const view = useFieldView(props.field.type);
  const isEmpty = props.value === null || props.value === "";
  if (isEmpty) return <EmptyValue />;
  return view ? <view.Value {...props} /> : <TextCell {...props} />;
}

/** Stands where nothing was filled in. */
export function EmptyValue() {
  return (
    <span aria-hidden="true" style={{ opacity: 0.35 }}>
      –
    </span>
  );
}
