import type { FieldDefinition } from "@mortise/metadata";
import { QUOTE } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";

/** How texts with fields in them are shown and kept: people see names in 「 」, what is kept names the fields by their id. */
export interface SlotNames {
  show(stored: string): string;
  keep(typed: string): string;
}

/** The names of some fields in texts. */
export function useSlotNames(fields: readonly FieldDefinition[]): SlotNames {
  const localize = useLocalize();
  const names = new Map(fields.map((field) => [field.id, localize(field.name)]));
  const ids = new Map([...names].map(([id, name]) => [name, id]));
  return {
    show: (stored) =>
      stored.replace(QUOTE, (token, id: string) => (names.has(id) ? `「${names.get(id)}」` : token)),
    keep: (typed) =>
      typed.replace(/「([^」]*)」/g, (whole, name: string) => (ids.has(name) ? `{${ids.get(name)}}` : whole)),
  };
}
