import { NumberCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { textOf } from "../react/text-of.ts";
import { percentField } from "./index.ts";

/** Here a bare number means percent points: the sign stands right behind the input. */
function PercentEditor(props: FieldEditorProps) {
  const { field, value } = props;
  const context = useFieldContext();
  const points = textOf(percentField, value, field, context).replace(/%$/, "");
  return (
    <DraftInput
      {...props}
      shown={points}
      read={(typed) =>
        percentField.fromText(/^\s*$|[%％]\s*$/.test(typed) ? typed : `${typed}%`, field, context)
      }
      suffix="%"
      inputMode="decimal"
      align="right"
    />
  );
}

/** A share in percent points. */
export const percentView = defineFieldView({
  id: "percent",
  Editor: PercentEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
