import { LinkedNames } from "../react/linked-names.tsx";
import { TextCell } from "../react/display.tsx";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { RecordPicker } from "../react/record-picker.tsx";
import { settingOf, textSetting } from "../setting-values.ts";

function ReferencesEditor({ field, ...props }: FieldEditorProps) {
  return (
    <RecordPicker
      {...props}
      multiple
      entity={textSetting(field, "entity", "")}
      condition={settingOf(field, "filter")}
    />
  );
}

/** Several records of another entity, found by name; each opens on a click. */
export const referencesView = defineFieldView({
  id: "references",
  Editor: ReferencesEditor,
  Cell: TextCell,
  Value: LinkedNames,
});
