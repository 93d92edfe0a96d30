import type { Value } from "@mortise/expression";
import { maskedText } from "@mortise/fields";
import type { Actor } from "../../actor.ts";
import type { ModelField } from "../model/model-field.ts";

const HIDDEN = "****";

/** The shortened form of a value for readers with masked access: what its field type allows to show, or nothing of it. */
export function maskValue(value: Value, field: ModelField, { locale, timeZone }: Actor): Value {
  if (value === null) return null;
  const { type, definition } = field;
  if (!type?.mask || !definition) return HIDDEN;
  return maskedText(type, value, definition, {
    locale,
    timeZone,
    label: () => undefined,
    find: () => undefined,
  });
}
