import { useFieldText } from "./field-services.ts";
import { type FieldEditorProps, useFieldView } from "./field-view.ts";
import { text } from "./text.ts";

/** Stands where an editor would: the value of a field that is worked out, or word that it will be. */
export function ComputedEditor({ field, value }: FieldEditorProps) {
  const say = useFieldText();
  const Value = useFieldView(field.type)?.Value;
  if (value === null || value === "" || !Value)
    return <span style={{ opacity: 0.55 }}>{say(text.workedOut)}</span>;
  return <Value field={field} value={value} />;
}
