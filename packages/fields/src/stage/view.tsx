import { defineFieldView } from "../react/field-view.ts";
import { SelectEditor, SelectTag } from "../select/view.tsx";

/** A stage, chosen and shown like an option. */
export const stageView = defineFieldView({
  id: "stage",
  Editor: SelectEditor,
  Cell: SelectTag,
  Value: SelectTag,
});
