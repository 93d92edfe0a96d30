import type { ValueKind } from "@mortise/expression";
import type { FieldType } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition, FieldStorage } from "@mortise/metadata";

/** How the values of one field are kept from eyes. */
export interface FieldSeal {
  seal(plain: string): string;
  /** Undefined when the value cannot be opened. */
  open(stored: string): string | undefined;
}

/** A field as the gateway works with it: of the entity's document, or a system field. */
export interface ModelField {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: ValueKind;
  /** PostgreSQL type of its column; null when no column of the table holds it. */
  readonly columnType: string | null;
  /** PostgreSQL type of its value, also when it is worked out in queries or kept as links; null for child rows. */
  readonly valueType: string | null;
  readonly storage: FieldStorage;
  readonly nullable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly searchable: boolean;
  /** How its text is taken apart for search; as words when absent. */
  readonly searchedAs?: "names" | "digits";
  /** Whose names its ids stand for: `user`, `team` or an entity id. */
  readonly target?: string;
  /** Encrypts what people enter and opens it again; for values that are kept sealed. */
  readonly seal?: FieldSeal;
  readonly system: boolean;
  /** Absent for system fields. */
  readonly definition?: FieldDefinition;
  /** Absent for system fields. */
  readonly type?: FieldType;
}
