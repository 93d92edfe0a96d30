import { Input } from "antd";
import { TextValue } from "../react/display.tsx";
import { type FieldDisplayProps, type FieldEditorProps, defineFieldView } from "../react/field-view.ts";
import { numberSetting } from "../setting-values.ts";

const CELL_LENGTH = 200;

function LongTextEditor({
  field,
  value,
  onChange,
  onBlur,
  disabled,
  error,
  id,
  autoFocus,
  size,
}: FieldEditorProps) {
  return (
    <Input.TextArea
      {...(id === undefined ? {} : { id })}
      value={typeof value === "string" ? value : ""}
      autoSize={{ minRows: size === "small" ? 1 : numberSetting(field, "rows", 4), maxRows: 20 }}
      disabled={disabled ?? false}
      status={error ? "error" : ""}
      autoFocus={autoFocus ?? false}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
      onBlur={() => onBlur?.()}
    />
  );
}

/** The beginning on one line. */
function LongTextCell({ value }: FieldDisplayProps) {
  return typeof value === "string" ? <>{value.slice(0, CELL_LENGTH).replaceAll("\n", " ")}</> : null;
}

/** Text of several lines. */
export const longTextView = defineFieldView({
  id: "long-text",
  Editor: LongTextEditor,
  Cell: LongTextCell,
  Value: TextValue,
});
