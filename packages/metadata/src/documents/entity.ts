import type { Expression } from "@mortise/expression";
import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { DocumentBase } from "./document-base.ts";
import type { RecordRule } from "./record-rule.ts";

/** How a field gets its first value when none is given; an expression over `$user`, `$now`, `$today` and literals. */
export type FieldDefault = Expression;

/**
 * One field of an entity. `type` names a field type of the registry; `settings` are what that type declares.
 * `id` is stable, unique in the entity, names the column, and is what expressions and the API use.
 */
export interface FieldDefinition {
  readonly id: string;
  /** The id it had before its key was changed: publishing takes the column along under the new one. */
  readonly formerId?: string;
  readonly type: string;
  readonly name: LocalizedText;
  readonly help?: LocalizedText;
  readonly required?: boolean;
  readonly unique?: boolean;
  /** Set by the system, flows and defaults only; people cannot change it. */
  readonly readOnly?: boolean;
  readonly default?: FieldDefault;
  readonly settings?: JsonObject;
  /** The field that the values of a lookup or rollup come from. Filled in by the catalog, never stored. */
  readonly source?: FieldDefinition;
  /** The field is not the builder's: the entity has it because it has pools. Filled in by the catalog, never stored. */
  readonly supplied?: true;
}

/** Fields whose values together occur in one live record only. */
export interface UniqueRule {
  readonly id: string;
  readonly fields: readonly string[];
  /** Texts differ already by case, width (Ａ and A) or spaces, and telephone numbers by how they are written. */
  readonly exact?: boolean;
}

/** One kind of business object: a real table. */
export interface EntityDocument extends DocumentBase<"entity"> {
  /** Plural or list name, e.g. 线索 / Leads. */
  readonly plural?: LocalizedText;
  readonly icon: string;
  readonly color: string;
  readonly description?: LocalizedText;
  /** The field whose text stands for the record wherever it is referred to. */
  readonly titleField: string;
  /** The fields that keywords are looked for in, as far as their types can be searched; all of those when absent. */
  readonly searchFields?: readonly string[];
  readonly fields: readonly FieldDefinition[];
  /** What must not occur twice beyond single fields that are unique as they are written. */
  readonly uniqueRules?: readonly UniqueRule[];
  /** What a form shows, asks for, sets and refuses, depending on the values: holds on every write. */
  readonly rules?: readonly RecordRule[];
  /** Whether records have an owner and a team (system fields `owner`, `team`). */
  readonly owned: boolean;
  /** Public pool 公海: ownerless records may be claimed. Only for owned entities. */
  readonly pool?: { readonly dailyClaimLimit?: number; readonly holdLimit?: number };
  /** Set on child entities: rows belong to a record of `entity` and are edited in its sub-table field `field`. */
  readonly parent?: { readonly entity: string; readonly field: string };
  /** Entities whose records show on this record's timeline, e.g. follow-ups by their reference field. */
  readonly timeline?: readonly { readonly entity: string; readonly field: string }[];
}

/**
 * System fields present on every entity; their ids are reserved.
 * `owner` and `team` exist on owned entities; `parent` and `position` on child entities.
 */
export const SYSTEM_FIELDS = [
  "id",
  "owner",
  "team",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "revision",
  "deleted_at",
  "parent",
  "position",
] as const;

/** The id of a system field. */
export type SystemField = (typeof SYSTEM_FIELDS)[number];

/** Ids that fields cannot have: columns of every table, and names that PostgreSQL keeps to itself. */
export const RESERVED_FIELD_IDS: ReadonlySet<string> = new Set([
  ...SYSTEM_FIELDS,
  "pool_due_at",
  "search",
  "tableoid",
  "ctid",
  "xmin",
  "xmax",
  "cmin",
  "cmax",
]);
