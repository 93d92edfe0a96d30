import { ComputedEditor } from "../react/computed-editor.tsx";
import { defineFieldView, type FieldDisplayProps, useFieldView } from "../react/field-view.ts";
import { shownField } from "./shown-type.ts";

function LookupCell({ field, value }: FieldDisplayProps) {
  const shown = shownField(field);
  const Cell = useFieldView(shown.type)?.Cell;
  return Cell ? <Cell field={shown} value={value} /> : null;
}

function LookupValue({ field, value }: FieldDisplayProps) {
  const shown = shownField(field);
  const Value = useFieldView(shown.type)?.Value;
  return Value ? <Value field={shown} value={value} /> : null;
}

/** A value of another record, shown as its own field shows it. */
export const lookupView = defineFieldView({
  id: "lookup",
  Editor: ComputedEditor,
  Cell: LookupCell,
  Value: LookupValue,
});
