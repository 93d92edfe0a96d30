import { type NarrowedBy, narrowingCondition, type RecordState } from "@mortise/fields";
import type { Json } from "@mortise/kit";
import { type FieldDefinition, type GateAction } from "@mortise/metadata";

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

/** How rules limit what one field offers. */
export interface FieldLimits {
  /** The options that are left of a choice. */
  readonly offered: ReadonlySet<string> | undefined;
  /** What the records that are left of a reference have to match. */
  readonly narrowed: readonly NarrowedBy[] | undefined;
}

/** A field as rules leave it: a reference offers the records that match, a choice the options that are left. */
export function limitedField(
  field: FieldDefinition,
  { offered, narrowed: asked }: FieldLimits,
): FieldDefinition {
  if (!asked) return offeredField(field, offered);
  // The setting is a condition over the other entity; it is kept beside what rules ask.
  const own = field.settings?.["filter"];
  // A condition is JSON.
  const filter = narrowingCondition(asked, own) as Json;
  return { ...field, settings: { ...field.settings, filter } };
}

/** A choice field with the options that are not offered switched off, so that a chosen one stays readable. */
function offeredField(field: FieldDefinition, keys: FieldLimits["offered"]): FieldDefinition {
  const options = field.settings?.["options"];
  if (!keys || !Array.isArray(options)) return field;
  return {
    ...field,
    settings: {
      ...field.settings,
      options: options.map((option) => {
        // Options are objects with a key; whatever else stands there stays as it is.
        const key = (option as { readonly key?: unknown } | null)?.key;
        return typeof key === "string" && !keys.has(key) ? { ...(option as object), disabled: true } : option;
      }),
    },
  };
}
