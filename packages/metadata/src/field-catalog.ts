import type { Expression, ValueKind } from "@mortise/expression";
import type { DeleteRule, Derivation, FieldStorage } from "./derivation.ts";
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
  /** What options of the field count for, by key. */
  optionScores?(field: FieldDefinition): Readonly<Record<string, number>>;
  /** Complaints about the declared settings; empty when they fit. */
  checkSettings(field: FieldDefinition): readonly LocalizedText[];
  /** Entity the field points at (reference, sub-table), if any. */
  targetEntity(field: FieldDefinition): string | undefined;
  /** Whether the type may take part in a unique rule. */
  canBeUnique(type: string): boolean;
  /** The currency of the field's values, for amounts of money that say so themselves; a formula's follows from it. */
  currencyOf?(field: FieldDefinition): string | undefined;
  /** The expression that computes the field's value, if it has one. */
  expressionOf?(field: FieldDefinition): Expression | undefined;
  /** Where the value comes from when other records hold it. */
  derivationOf?(field: FieldDefinition): Derivation | undefined;
  /** Where the type keeps values; `Catalog.storage` also knows which formulas cannot be kept. */
  storageOf?(field: FieldDefinition): FieldStorage;
  /** What happens to the record when the one it points at is deleted; undefined when it points at none by itself. */
  deleteRuleOf?(field: FieldDefinition): DeleteRule | undefined;
  /** Whether the reference leads up a tree of its own entity. */
  isTree?(field: FieldDefinition): boolean;
  /** What can be set about fields of the type: where its settings name other fields. */
  settingsOf?(type: string): readonly SettingSpec[];
}
