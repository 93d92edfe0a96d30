import { optionByKey, optionsOf } from "../option-list.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { OptionSelect } from "../react/option-select.tsx";
import { OptionTag } from "../react/option-tag.tsx";

/** Chooses one option of the field. */
export function SelectEditor(props: FieldEditorProps) {
  return <OptionSelect {...props} options={optionsOf(props.field)} />;
}

/** The chosen option as a tag. */
export function SelectTag({ field, value }: FieldDisplayProps) {
  return typeof value === "string" ? (
    <OptionTag option={optionByKey(field, value)} optionKey={value} />
  ) : null;
}

/** One option of a list. */
export const selectView = defineFieldView({
  id: "select",
  Editor: SelectEditor,
  Cell: SelectTag,
  Value: SelectTag,
});
