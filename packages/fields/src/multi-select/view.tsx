import { optionsOf } from "../option-list.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { OptionSelect, OptionTags } from "../react/option-select.tsx";

function MultiSelectEditor(props: FieldEditorProps) {
  return <OptionSelect {...props} options={optionsOf(props.field)} multiple />;
}

function MultiSelectTags({ field, value }: FieldDisplayProps) {
  return <OptionTags value={value} options={optionsOf(field)} />;
}

/** Several options of a list. */
export const multiSelectView = defineFieldView({
  id: "multi-select",
  Editor: MultiSelectEditor,
  Cell: MultiSelectTags,
  Value: MultiSelectTags,
});
