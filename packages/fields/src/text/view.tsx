import { TextCell, TextValue } from "../react/display.tsx";
import { DraftInput } from "../react/draft-input.tsx";
import { type FieldEditorProps, defineFieldView } from "../react/field-view.ts";
import { ScanButton } from "../react/scan/scan-button.tsx";
import { numberSetting, switchSetting } from "../setting-values.ts";

function TextEditor(props: FieldEditorProps) {
  const shown = typeof props.value === "string" ? props.value : "";
  const scans = switchSetting(props.field, "scan") && props.size !== "small";
  return (
    <DraftInput
      {...props}
      shown={shown}
      // Typed text goes up as it is: trimming while typing would eat the space between two words.
      read={(typed) => ({ ok: true, value: typed === "" ? null : typed })}
      maxLength={numberSetting(props.field, "maxLength", 200)}
      {...(scans
        ? {
            suffix: <ScanButton disabled={props.disabled ?? false} onCode={(code) => props.onChange(code)} />,
          }
        : {})}
    />
  );
}

/** One line of text. */
export const textView = defineFieldView({ id: "text", Editor: TextEditor, Cell: TextCell, Value: TextValue });
