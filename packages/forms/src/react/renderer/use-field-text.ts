import { findFieldType } from "@mortise/fields";
import { useFieldContext } from "@mortise/fields/react";
import { useFormRuntime } from "./form-runtime.ts";

/** What stands in a field of the form around, as text; empty for fields that are not at hand. */
export function useFieldText(): (field: string) => string {
  const { fields, values } = useFormRuntime();
  const context = useFieldContext();
  return (id) => {
    const field = fields.find((each) => each.id === id);
    const type = field && findFieldType(field.type);
    const value = values[id] ?? null;
    if (!field || !type || value === null) return "";
    // Input that does not fit, and values shown in part only, are not sent anywhere.
    const isWhole = type.computed !== undefined || type.parse(value, field).ok;
    return isWhole ? type.toText(value, field, context) : "";
  };
}
