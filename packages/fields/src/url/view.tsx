import { TextCell } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { textOf } from "../react/text-of.ts";
import { urlField } from "./index.ts";

function UrlEditor(props: FieldEditorProps) {
  const { field, value } = props;
  const context = useFieldContext();
  return (
    <DraftInput
      {...props}
      shown={textOf(urlField, value, field, context)}
      read={(typed) => urlField.fromText(typed, field, context)}
      type="url"
      inputMode="url"
    />
  );
}

function UrlLink({ field, value }: FieldDisplayProps) {
  if (typeof value !== "string") return null;
  return (
    <a href={value} target="_blank" rel="noopener noreferrer" onClick={(event) => event.stopPropagation()}>
      <TextCell field={field} value={value} />
    </a>
  );
}

/** A web address; a click opens it in a new tab. */
export const urlView = defineFieldView({ id: "url", Editor: UrlEditor, Cell: TextCell, Value: UrlLink });
