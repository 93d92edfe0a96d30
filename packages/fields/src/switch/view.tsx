import { Switch } from "antd";
import { TextCell } from "../react/display.tsx";
import { useFieldContext } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { switchField } from "./index.ts";

function SwitchEditor({ field, value, onChange, onBlur, disabled, id, autoFocus, size }: FieldEditorProps) {
  const context = useFieldContext();
  return (
    <span onBlur={() => onBlur?.()}>
      <Switch
        {...(id === undefined ? {} : { id })}
        checked={value === true}
        disabled={disabled ?? false}
        autoFocus={autoFocus ?? false}
        size={size === "small" ? "small" : "default"}
        checkedChildren={switchField.toText(true, field, context)}
        unCheckedChildren={switchField.toText(false, field, context)}
        onChange={(isOn) => onChange(isOn)}
      />
    </span>
  );
}

/** Yes or no. */
export const switchView = defineFieldView({
  id: "switch",
  Editor: SwitchEditor,
  Cell: TextCell,
  Value: TextCell,
});
