import type { FieldType } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";

/** Looks up a field type by its id; the registry of `@mortise/fields` in production. */
export type FieldTypeLookup = (type: string) => FieldType;

/** A foreign key of one column. */
export interface PhysicalReference {
  readonly name: string;
  /** Another entity's table, or a table of the system schema. */
  readonly target: { readonly entity: string } | { readonly system: "account" | "team" };
  readonly onDelete: "cascade" | "set null";
}

/** One column: a system column or a field. */
export interface PhysicalColumn {
  readonly name: string;
  /** PostgreSQL type, e.g. `numeric(20,4)`. */
  readonly type: string;
  /** What follows the type when it is created: `not null default 1`. */
  readonly constraint?: string;
  readonly reference?: PhysicalReference;
  /** Which table of the entity it stands in; the main one when absent. */
  readonly part?: number;
  /** The field it holds; absent for system columns. */
  readonly field?: FieldDefinition;
}
