import { TextCell } from "../react/display.tsx";
import { useFieldServices } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { RecordPicker } from "../react/record-picker.tsx";
import { settingOf, switchSetting, textSetting } from "../setting-values.ts";

function ReferenceEditor({ field, ...props }: FieldEditorProps) {
  return (
    <RecordPicker
      {...props}
      multiple={false}
      entity={textSetting(field, "entity", "")}
      condition={settingOf(field, "filter")}
      tree={switchSetting(field, "tree") ? field.id : undefined}
    />
  );
}

function ReferenceLink({ field, value }: FieldDisplayProps) {
  const { openRecord } = useFieldServices();
  const entity = textSetting(field, "entity", "");
  if (typeof value !== "string" || !openRecord || entity === "")
    return <TextCell field={field} value={value} />;
  return (
    <a
      role="button"
      tabIndex={0}
      onClick={() => openRecord(entity, value)}
      onKeyDown={(event) => (event.key === "Enter" ? openRecord(entity, value) : undefined)}
    >
      <TextCell field={field} value={value} />
    </a>
  );
}

/** A record of another entity; a click opens it. */
export const referenceView = defineFieldView({
  id: "reference",
  Editor: ReferenceEditor,
  Cell: TextCell,
  Value: ReferenceLink,
});
