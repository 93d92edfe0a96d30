import { TextCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { textOf } from "../react/text-of.ts";
import { emailField } from "./index.ts";

function EmailEditor(props: FieldEditorProps) {
  const { field, value } = props;
  const context = useFieldContext();
  return (
    <DraftInput
      {...props}
      shown={textOf(emailField, value, field, context)}
      read={(typed) => emailField.fromText(typed, field, context)}
      type="email"
      inputMode="email"
    />
  );
}

function EmailLink({ field, value }: FieldDisplayProps) {
  if (typeof value !== "string") return null;
  return (
    <a href={`mailto:${value}`} onClick={(event) => event.stopPropagation()}>
      <TextCell field={field} value={value} />
    </a>
  );
}

/** An e-mail address; a click writes to it. */
export const emailView = defineFieldView({
  id: "email",
  Editor: EmailEditor,
  Cell: TextCell,
  Value: EmailLink,
});
