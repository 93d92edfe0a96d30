import { ComputedEditor } from "../react/computed-editor.tsx";
import { defineFieldView } from "../react/field-view.ts";
import { regionView } from "../region/view.tsx";

/** Where a telephone number was given out. */
export const mobileRegionView = defineFieldView({
  id: "mobile-region",
  Editor: ComputedEditor,
  Cell: regionView.Cell,
  Value: regionView.Value,
});
