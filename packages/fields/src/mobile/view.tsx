import { TextCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { textOf } from "../react/text-of.ts";
import { mobileField } from "./index.ts";

function MobileEditor(props: FieldEditorProps) {
  const { field, value } = props;
  const context = useFieldContext();
  return (
    <DraftInput
      {...props}
      shown={textOf(mobileField, value, field, context)}
      read={(typed) => mobileField.fromText(typed, field, context)}
      type="tel"
      inputMode="tel"
    />
  );
}

function MobileLink({ field, value }: FieldDisplayProps) {
  if (typeof value !== "string") return null;
  return (
    <a href={`tel:${value}`} onClick={(event) => event.stopPropagation()}>
      <TextCell field={field} value={value} />
    </a>
  );
}

/** A telephone number; a tap calls it. */
export const mobileView = defineFieldView({
  id: "mobile",
  Editor: MobileEditor,
  Cell: TextCell,
  Value: MobileLink,
});
