import { NumberCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { creditCodeField } from "./index.ts";

function CreditCodeEditor(props: FieldEditorProps) {
  const context = useFieldContext();
  return (
    <DraftInput
      {...props}
      shown={typeof props.value === "string" ? props.value : ""}
      read={(typed) => creditCodeField.fromText(typed, props.field, context)}
      maxLength={30}
    />
  );
}

/** The credit code of an organisation. */
export const creditCodeView = defineFieldView({
  id: "credit-code",
  Editor: CreditCodeEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
