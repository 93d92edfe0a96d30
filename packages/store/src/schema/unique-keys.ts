import { createHash } from "node:crypto";
import type { EntityDocument, FieldDefinition, UniqueRule } from "@mortise/metadata";
import { objectName, quoteIdentifier } from "./names.ts";
import type { FieldTypeLookup } from "./physical-column.ts";

/** A unique rule as the database keeps it. */
export interface UniqueKey {
  readonly rule: UniqueRule;
  readonly fields: readonly FieldDefinition[];
  /** The name of its index: another definition has another name. Violations are recognised by it. */
  readonly indexName: string;
  /** What is compared, one expression per field, over columns with this prefix; null for an empty value. */
  expressions(prefix: string): readonly string[];
}

/**
 * The unique rules of an entity. Unless a rule is exact, texts are the same whatever their case, width and spaces, and
 * telephone numbers whatever stands between their digits. A record without one of the values breaks no rule.
 */
export function uniqueKeys(entity: EntityDocument, fieldType: FieldTypeLookup): readonly UniqueKey[] {
  return (entity.uniqueRules ?? []).flatMap((rule): readonly UniqueKey[] => {
    const fields = rule.fields.flatMap((id) => entity.fields.find((field) => field.id === id) ?? []);
    if (fields.length < rule.fields.length) return [];
    const expressions = (prefix: string) =>
      fields.map((field) => keyExpression(field, rule, { fieldType, prefix }));
    const shape = createHash("sha256").update(expressions("").join(",")).digest("hex").slice(0, 8);
    return [{ rule, fields, indexName: objectName("uq", entity.id, rule.id, shape), expressions }];
  });
}

function keyExpression(
  field: FieldDefinition,
  { exact }: UniqueRule,
  { fieldType, prefix }: { readonly fieldType: FieldTypeLookup; readonly prefix: string },
): string {
  const type = fieldType(field.type);
  const column = prefix + quoteIdentifier(field.id);
  if (!isComparedText(field, fieldType)) return column;
  return exact
    ? `mortise.unique_exact(${column})`
    : `${sameFunction(type.searchedAs === "digits")}(${column})`;
}

/** Whether values of a field are texts that are compared by their form, see `sameForm`. */
export function isComparedText(field: FieldDefinition, fieldType: FieldTypeLookup): boolean {
  const type = fieldType(field.type);
  return type.column(field)?.type === "text" && type.kind(field) === "text";
}

/** The function of the database by which texts are the same: by their digits alone, or by their letters. */
export function sameFunction(isDigits: boolean): string {
  return isDigits ? "mortise.unique_digits" : "mortise.unique_text";
}
