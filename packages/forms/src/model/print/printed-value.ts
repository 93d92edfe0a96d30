import type { Value } from "@mortise/expression";
import { type FieldContext, findFieldType } from "@mortise/fields";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import type { AskedAbout } from "./printed-approvals.ts";
import type { FormValues } from "../logic/form-logic.ts";

/** What texts of a template are said with. */
export interface PrintWords {
  readonly entity: EntityDocument;
  readonly values: FormValues;
  readonly context: FieldContext;
  /** What was asked and decided about the record. */
  readonly approvals?: readonly AskedAbout[];
  /** What lies behind references; without it only the record's own values are said. */
  readonly around?: {
    readonly entityOf: (id: string) => EntityDocument | undefined;
    readonly reached: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  };
}

/** A value as it is printed: as people see it, or what a mask leaves of it. */
export function printedValue(field: FieldDefinition, value: unknown, context: FieldContext): string {
  if (value === null || value === undefined) return "";
  // What a mask leaves is text already.
  if (typeof value === "string" && value.includes("*")) return value;
  // Values of records came from the gateway, which gives what the field's type understands.
  return findFieldType(field.type)?.toText(value as Value, field, context) ?? "";
}
