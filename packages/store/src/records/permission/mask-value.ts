import type { Value } from "@mortise/expression";
import type { ModelField } from "../model/entity-model.ts";

const HIDDEN_PART = "****";

/**
 * The shortened form of a value for readers with masked access: the ends its field type allows to show, or nothing
 * of it. The hidden part has the same length for all values.
 */
export function maskValue(value: Value, field: ModelField): Value {
  if (value === null) return null;
  if (typeof value !== "string" || !field.type?.mask) return HIDDEN_PART;
  const { prefix, body } = field.type.maskable?.(value) ?? { prefix: "", body: value };
  const characters = [...body];
  const { start, end } = field.type.mask;
  if (characters.length <= start + end) return `${prefix}${HIDDEN_PART}`;
  const tail = end === 0 ? "" : characters.slice(-end).join("");
  return `${prefix}${characters.slice(0, start).join("")}${HIDDEN_PART}${tail}`;
}
