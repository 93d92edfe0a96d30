import type { Value } from "@mortise/expression";
import { FieldCell } from "@mortise/fields/react";
import type { FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { changesText } from "./text.ts";

/** A value beside others of the same field; says so when it is empty. */
export function ShownValue({ field, value }: { readonly field: FieldDefinition; readonly value: unknown }) {
  const t = useText(changesText);
  if (value === null || value === undefined || value === "")
    return <span className="timeline-empty">{t.empty}</span>;
  return <FieldCell field={field} value={value as Value} />; // values come from the API or from an editor
}
