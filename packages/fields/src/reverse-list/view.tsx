import { ComputedEditor } from "../react/computed-editor.tsx";
import { TextCell } from "../react/display.tsx";
import { defineFieldView } from "../react/field-view.ts";
import { LinkedNames } from "../react/linked-names.tsx";

/** The records that point here, by name; a record's page shows them as a list. */
export const reverseListView = defineFieldView({
  id: "reverse-list",
  Editor: ComputedEditor,
  Cell: TextCell,
  Value: LinkedNames,
});
