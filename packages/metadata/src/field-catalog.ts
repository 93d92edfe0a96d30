import type { Expression, ValueKind } from "@mortise/expression";
import type { LocalizedText, SettingSpec } from "@mortise/kit";
import type { FieldDefinition } from "./documents/entity.ts";

/**
 * What validation, diff and permission need to know of a field type. The registry of field types implements it;
 * it is handed in because field types stand above metadata.
 */
export interface FieldCatalog {
  has(type: string): boolean;
  /** Name of the type for people. */
  typeName(type: string): LocalizedText;
  /** Kind of value that expressions see. */
  kindOf(field: FieldDefinition): ValueKind;
  /** Keys of the field's options, when it has options. */
  optionKeys(field: FieldDefinition): readonly string[] | undefined;
  /** Complaints about the declared settings; empty when they fit. */
  checkSettings(field: FieldDefinition): readonly LocalizedText[];
  /** Entity the field points at (reference, sub-table), if any. */
  targetEntity(field: FieldDefinition): string | undefined;
  /** Whether the type may take part in a unique rule. */
  canBeUnique(type: string): boolean;
  /** The expression that computes the field's value, if it has one. */
  expressionOf?(field: FieldDefinition): Expression | undefined;
  /** Paths that a computed field reads besides its expression: `customer.level` of a look-up, `lines.amount` of a roll-up. */
  pathsReadBy?(field: FieldDefinition): readonly string[];
  /** What can be set about fields of the type: where its settings name other fields. */
  settingsOf?(type: string): readonly SettingSpec[];
}
