import { LinkedNames } from "../react/linked-names.tsx";
import { TextCell } from "../react/display.tsx";
import { useFieldServices } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { RemoteSelect } from "../react/remote-select.tsx";
import { settingOf, textSetting } from "../setting-values.ts";

function ReferencesEditor(props: FieldEditorProps) {
  const services = useFieldServices();
  const entity = textSetting(props.field, "entity", "");
  return (
    <RemoteSelect
      {...props}
      multiple
      search={(query) => services.searchRecords(entity, query, settingOf(props.field, "filter"))}
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
