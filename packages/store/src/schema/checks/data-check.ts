import type { Catalog, FieldDefinition } from "@mortise/metadata";
import { findConversions } from "../conversion/conversions.ts";
import type { FieldTypeLookup } from "../physical-column.ts";

/** Something that stored values may have against a change of a field. */
export interface DataCheck {
  readonly entity: string;
  readonly position: number;
  readonly rule: CheckRule;
  /** The field as it is in force. */
  readonly from: FieldDefinition;
  /** The field as it is to become. */
  readonly to: FieldDefinition;
  /** The column keeps its type, so maybe no value changes at all. */
  readonly sameColumn: boolean;
}

/** `type`: values that the new type cannot hold; `unique`: values that occur twice; `required`: empty values. */
export type CheckRule = "type" | "unique" | "required";

/** The rules of a check, for input from outside. */
export const CHECK_RULES: readonly CheckRule[] = ["type", "unique", "required"];

/** What has to be asked of the stored values before a catalog can come into force. */
export function findChecks(
  before: Catalog,
  after: Catalog,
  fieldType: FieldTypeLookup,
): readonly DataCheck[] {
  const { conversions } = findConversions(before, after, fieldType);
  const types = conversions.map(({ entity, position, from, to, sameColumn }): DataCheck => ({
    entity: entity.id,
    position,
    rule: "type",
    from,
    to,
    sameColumn,
  }));
  return [...types, ...newRules(before, after, fieldType)];
}

function newRules(before: Catalog, after: Catalog, fieldType: FieldTypeLookup): readonly DataCheck[] {
  return after.all("entity").flatMap((entity) =>
    entity.fields.flatMap((to, position): readonly DataCheck[] => {
      const from = before.field(entity.id, to.id) ?? formerField(before, entity.id, to);
      if (!from || fieldType(from.type).column(from) === null) return [];
      const check = { entity: entity.id, position, from, to, sameColumn: true };
      return [
        ...(to.unique === true && from.unique !== true ? [{ ...check, rule: "unique" } as const] : []),
        ...(to.required === true && from.required !== true ? [{ ...check, rule: "required" } as const] : []),
      ];
    }),
  );
}

function formerField(before: Catalog, entity: string, { formerId }: FieldDefinition) {
  return formerId === undefined ? undefined : before.field(entity, formerId);
}
