import { ComputedEditor } from "../react/computed-editor.tsx";
import { TextCell, TextValue } from "../react/display.tsx";
import { defineFieldView } from "../react/field-view.ts";

/** An amount in capital numerals. */
export const amountInWordsView = defineFieldView({
  id: "amount-in-words",
  Editor: ComputedEditor,
  Cell: TextCell,
  Value: TextValue,
});
