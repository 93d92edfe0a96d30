import { TextCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { textOf } from "../react/text-of.ts";
import { durationText } from "./duration-text.ts";
import { durationField, shownUnits } from "./index.ts";

const EXAMPLE = "97200";

function Editor(props: FieldEditorProps) {
  const { field, value } = props;
  const context = useFieldContext();
  return (
    <DraftInput
      {...props}
      shown={textOf(durationField, value, field, context)}
      placeholder={durationText(EXAMPLE, shownUnits(field), context.locale)}
      read={(typed) => durationField.fromText(typed, field, context)}
    />
  );
}

/** Typed as people say it: 2 天 3 小时, 90 min, 1:30. */
export const durationView = defineFieldView({ id: "duration", Editor, Cell: TextCell, Value: TextCell });
