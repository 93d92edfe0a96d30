import type { NarrowedBy, RecordState, RowView } from "@mortise/fields";
import type { GateAction } from "@mortise/metadata";

/** How rules change what is seen of a form. */
export interface FormView {
  readonly hidden: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  /** The options that are left of choice fields. */
  readonly offered: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the records that are left of references have to match. */
  readonly narrowed: ReadonlyMap<string, readonly NarrowedBy[]>;
  /** Entry and exit criteria that are in force. */
  readonly gates: readonly GateAction[];
  /** What the rules of child rows make of each row, by sub-table field; absent where they have none. */
  readonly rows?: ReadonlyMap<string, readonly RowView[]>;
}

/** A form that no rule changes. */
export const PLAIN_VIEW: FormView = {
  hidden: new Set(),
  required: new Set(),
  locked: new Set(),
  offered: new Map(),
  narrowed: new Map(),
  gates: [],
};

/**
 * The view of a form in a state. A stored record's field is locked while both the record and what stands on screen ask
 * for it: whoever brings the lock about may still change the field before saving.
 */
export function viewOf(state: RecordState, stored: RecordState | undefined): FormView {
  const locked = [...state.locked.keys()].filter((field) => stored === undefined || stored.locked.has(field));
  const { hidden, required, offered, narrowed, gates } = state;
  return { hidden, required, locked: new Set(locked), offered, narrowed, gates };
}
