import type { RecordState } from "../record-logic/record-state.ts";

/** What the rules of child rows make of one row while it is filled in. */
export interface RowView extends Pick<
  RecordState,
  "hidden" | "required" | "offered" | "narrowed" | "messages"
> {
  readonly locked: ReadonlySet<string>;
}
