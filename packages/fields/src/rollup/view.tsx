import { ComputedEditor } from "../react/computed-editor.tsx";
import { NumberCell } from "../react/display.tsx";
import { defineFieldView } from "../react/field-view.ts";

/** A figure over other records. */
export const rollupView = defineFieldView({
  id: "rollup",
  Editor: ComputedEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
