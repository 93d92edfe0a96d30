import type { Expression } from "@mortise/expression";
import type { FieldEditorProps } from "./field-view.ts";

/** Props of `RecordPicker`. */
export interface RecordPickerProps extends Omit<FieldEditorProps, "field"> {
  readonly entity: string;
  readonly multiple: boolean;
  /** Only records that meet it are offered. */
  readonly condition?: Expression | undefined;
  /** The reference of the entity to itself: one record is chosen from the tree that it makes. */
  readonly tree?: string | undefined;
}
