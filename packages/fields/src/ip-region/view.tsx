import { ComputedEditor } from "../react/computed-editor.tsx";
import { defineFieldView } from "../react/field-view.ts";
import { regionView } from "../region/view.tsx";

/** Where an internet address is used. */
export const ipRegionView = defineFieldView({
  id: "ip-region",
  Editor: ComputedEditor,
  Cell: regionView.Cell,
  Value: regionView.Value,
});
