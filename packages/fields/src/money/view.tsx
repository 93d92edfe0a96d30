import { NumberCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { type FieldEditorProps, defineFieldView } from "../react/field-view.ts";
import { textOf } from "../react/text-of.ts";
import { moneyField } from "./index.ts";

function MoneyEditor(props: FieldEditorProps) {
  const { field, value } = props;
  const context = useFieldContext();
  return (
    <DraftInput
      {...props}
      shown={textOf(moneyField, value, field, context)}
      read={(typed) => moneyField.fromText(typed, field, context)}
      editable={typeof value === "string" ? value : undefined}
      inputMode="decimal"
      align="right"
    />
  );
}

/** An amount of money. */
export const moneyView = defineFieldView({
  id: "money",
  Editor: MoneyEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
