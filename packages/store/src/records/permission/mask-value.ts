import type { Value } from "@mortise/expression";
import { maskedText, SECRET_SHOWN } from "@mortise/fields";
import type { FieldAccess } from "@mortise/metadata";
import type { Actor } from "../../actor.ts";
import type { ModelField } from "../model/model-field.ts";

/** Whether readers see no more of a value than that it is there, or its shortened form: sealed values nobody sees in clear. */
export function isShortened(access: FieldAccess, { kind }: Pick<ModelField, "kind">): boolean {
  return access === "masked" || kind === "secret";
}

/** The shortened form of a value for readers with masked access: what its field type allows to show, or nothing of it. */
export function maskValue(value: Value, field: ModelField, { locale, timeZone }: Actor): Value {
  if (value === null) return null;
  const { type, definition } = field;
  if (!type?.mask || !definition) return SECRET_SHOWN;
  return maskedText(type, value, definition, {
    locale,
    timeZone,
    label: () => undefined,
    find: () => undefined,
  });
}
