import { NumberCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { type FieldEditorProps, defineFieldView } from "../react/field-view.ts";
import { textOf } from "../react/text-of.ts";
import { numberField } from "./index.ts";

function NumberEditor(props: FieldEditorProps) {
  const { field, value } = props;
  const context = useFieldContext();
  return (
    <DraftInput
      {...props}
      shown={textOf(numberField, value, field, context)}
      read={(typed) => numberField.fromText(typed, field, context)}
      editable={typeof value === "string" ? value : undefined}
      inputMode="decimal"
      align="right"
    />
  );
}

/** An exact number. */
export const numberView = defineFieldView({
  id: "number",
  Editor: NumberEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
