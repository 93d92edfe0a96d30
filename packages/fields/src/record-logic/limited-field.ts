import type { Json } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { type NarrowedBy, narrowingCondition } from "./record-state.ts";

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
