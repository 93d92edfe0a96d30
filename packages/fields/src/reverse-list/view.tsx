import { ComputedEditor } from "../react/computed-editor.tsx";
import { TextCell } from "../react/display.tsx";
import { defineFieldView, type FieldDisplayProps } from "../react/field-view.ts";
import { useFieldServices } from "../react/field-services.ts";
import { LinkedNames } from "../react/linked-names.tsx";
import { textSetting } from "../setting-values.ts";

function ReverseValue({ field, value }: FieldDisplayProps) {
  const { RelatedRecords } = useFieldServices();
  const entity = textSetting(field, "entity", "");
  const link = textSetting(field, "field", "");
  if (!RelatedRecords || entity === "" || link === "") return <LinkedNames field={field} value={value} />;
  return <RelatedRecords entity={entity} field={link} />;
}

/** The records that point here: names in a grid, a list with “new” on the record's page. */
export const reverseListView = defineFieldView({
  id: "reverse-list",
  Editor: ComputedEditor,
  Cell: TextCell,
  Value: ReverseValue,
});
