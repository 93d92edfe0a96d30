import { NumberCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { idCardField } from "./index.ts";

function IdCardEditor(props: FieldEditorProps) {
  const context = useFieldContext();
  return (
    <DraftInput
      {...props}
      shown={typeof props.value === "string" ? props.value : ""}
      read={(typed) => idCardField.fromText(typed, props.field, context)}
      maxLength={30}
    />
  );
}

/** The number of an identity paper. */
export const idCardView = defineFieldView({
  id: "id-card",
  Editor: IdCardEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
