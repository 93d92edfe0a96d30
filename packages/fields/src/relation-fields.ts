import type { FieldDefinition } from "@mortise/metadata";
import { lookupField } from "./lookup/index.ts";
import { reverseListField } from "./reverse-list/index.ts";
import { rollupField } from "./rollup/index.ts";
import { defaultSettings } from "./setting-specs.ts";

/** What a field is, before it has a key and a name. */
export type FieldDraft = Pick<FieldDefinition, "type" | "settings">;

/** The list of all records whose field points at a record: the other side of a relation. */
export function reverseListOf(entity: string, field: string): FieldDraft {
  return draft(reverseListField, { entity, field });
}

/** A field of the record that a reference points at; which one is still to be chosen. */
export function lookupThrough(reference: string): FieldDraft {
  return draft(lookupField, { reference });
}

/** How many records a list holds; what is totalled can be changed from there. */
export function rollupOver(list: string): FieldDraft {
  return draft(rollupField, { list });
}

function draft(
  type: { readonly id: string; readonly settings: Parameters<typeof defaultSettings>[0] },
  settings: Readonly<Record<string, string>>,
): FieldDraft {
  return { type: type.id, settings: { ...defaultSettings(type.settings), ...settings } };
}
