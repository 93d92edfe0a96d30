import { NumberCell, TextValue } from "../react/display.tsx";
import { useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";

const text = { pending: { zh: "自动计算", en: "Worked out automatically" } };

/** Results are computed, so there is nothing to edit. */
function FormulaEditor({ field, value }: FieldEditorProps) {
  const say = useFieldText();
  if (value === null || value === "") return <span style={{ opacity: 0.55 }}>{say(text.pending)}</span>;
  return <NumberCell field={field} value={value} />;
}

/** A computed value. */
export const formulaView = defineFieldView({
  id: "formula",
  Editor: FormulaEditor,
  Cell: NumberCell,
  Value: TextValue,
});
