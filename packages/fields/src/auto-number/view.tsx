import { NumberCell } from "../react/display.tsx";
import { useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";

const text = { pending: { zh: "保存后自动生成", en: "Given when saved" } };

/** Numbers are given by the system, so there is nothing to edit. */
function AutoNumberEditor({ field, value }: FieldEditorProps) {
  const say = useFieldText();
  if (value === null || value === "") return <span style={{ opacity: 0.55 }}>{say(text.pending)}</span>;
  return <NumberCell field={field} value={value} />;
}

/** An automatic number. */
export const autoNumberView = defineFieldView({
  id: "auto-number",
  Editor: AutoNumberEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
