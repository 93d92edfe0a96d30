import type { FieldDefinition } from "@mortise/metadata";
import { findFieldType } from "./registry.ts";

/**
 * Whether values of a field stand at the right of a column, so that their digits are below each other; formulas, lookups
 * and rollups as what they show does.
 */
export function standsRight(field: FieldDefinition): boolean {
  const type = findFieldType(field.type);
  const shown = type?.comparedAs?.(field);
  return (shown ? findFieldType(shown.type) : type)?.align === "right";
}
