import type { Expression, Value, ValueKind } from "@mortise/expression";
import type { JsonObject, LocalizedText, Locale, Result, SettingSpec } from "@mortise/kit";
import type {
  AggregateFunction,
  DeleteRule,
  Derivation,
  FieldDefinition,
  FieldStorage,
  RecordRule,
} from "@mortise/metadata";
import type { Numbering } from "./auto-number/numbering.ts";
import type { DateOrder } from "./calendar.ts";
import type { FindFile } from "./file-value.ts";
import type { FieldOption } from "./option-list.ts";
import type { PublicInput } from "./public-input.ts";
import type { Point } from "./region/centres.ts";

/** Groups of the palette, in its order. */
export const FIELD_GROUPS = [
  "text",
  "number",
  "time",
  "choice",
  "people",
  "relation",
  "file",
  "computed",
] as const;

/** One group of the palette. */
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** How a value is kept: a PostgreSQL column type. `null` columns are stored elsewhere (child rows). */
export interface ColumnSpec {
  /** `text`, `numeric(20,4)`, `date`, `timestamptz`, `boolean`, `uuid`, `text[]`, `uuid[]`, `jsonb`. */
  readonly type: string;
  /** Table of a foreign key: an entity id, or `user`/`team` of the system schema. */
  readonly references?: { readonly entity: string } | { readonly system: "user" | "team" };
}

/** What turning values into text and back needs from outside: names of people, records, time zone. */
export interface FieldContext {
  readonly locale: Locale;
  readonly timeZone: string;
  /** How dates with slashes are written in this file; month first when not given. See `detectDateOrder`. */
  readonly dateOrder?: DateOrder;
  /** Name of a user, team or referenced record by its id; undefined when unknown or not visible. */
  label(id: string): string | undefined;
  /** Id for a text: users by name, e-mail or mobile; teams by name; records by title. `target` is `user`, `team` or an entity id. */
  find(target: string, text: string): string | undefined;
  /** A file that came beside a list, by its name; absent when none came. */
  readonly file?: FindFile | undefined;
}

/** A field that another one needs beside it, with the setting that is to name it. */
export interface FieldNeed {
  readonly setting: string;
  readonly field: Omit<FieldDefinition, "id">;
}

/** A text split for masking: only characters of `body` are hidden. */
export interface MaskedParts {
  readonly prefix: string;
  readonly body: string;
  readonly suffix: string;
}

/**
 * A field type: everything the product knows about one kind of field, in one folder.
 * Adding a type is adding a folder and one line in the registry.
 *
 * @example
 * export const textField = defineField({ id: "text", name: { zh: "单行文本", en: "Text" }, … });
 */
export interface FieldType {
  readonly id: string;
  readonly name: LocalizedText;
  /** One sentence for the palette and the reference page. */
  readonly description: LocalizedText;
  readonly group: FieldGroup;
  /** Name of an icon of the design system. */
  readonly icon: string;
  readonly settings: readonly SettingSpec[];
  /** Kind of value that expressions see. */
  kind(field: FieldDefinition): ValueKind;
  /** PostgreSQL type of the value, also of one that no column keeps; null when it lives in child rows. */
  column(field: FieldDefinition): ColumnSpec | null;
  /**
   * Checks and normalises a value from outside (API, form): the one validator of every write path.
   * Empty input (`""`, `[]`) becomes null. Required-ness is checked by the caller.
   */
  parse(input: unknown, field: FieldDefinition): Result<Value>;
  /** The text people see, and exports write; empty for null. */
  toText(value: Value, field: FieldDefinition, context: FieldContext): string;
  /** Reads what a person typed into a spreadsheet; understands every text that `toText` writes. */
  fromText(text: string, field: FieldDefinition, context: FieldContext): Result<Value>;
  /** Value computed by the gateway, not by people: auto-number, formula. */
  readonly computed?: "on-create" | "on-write";
  /** Computed from what the server alone knows: forms show what it worked out last. */
  readonly onServer?: true;
  /** Computed types: the field whose editor takes a value to compare with, as their own editor takes none. */
  comparedAs?(field: FieldDefinition): FieldDefinition;
  /** Included in keyword search by its text. */
  readonly searchable?: boolean;
  /** Searchable text that is also found by the first letters of its Chinese reading, or a number of which only digits count. */
  readonly searchedAs?: "names" | "digits";
  readonly sortable?: boolean;
  /** Can be a dimension of a report or the columns of a kanban. */
  readonly groupable?: boolean;
  readonly canBeUnique?: boolean;
  /** Values may be longer than an entry of an ordered index (2,704 bytes): unique rules compare their digests. */
  hasLongText?(field: FieldDefinition): boolean;
  readonly aggregates: readonly AggregateFunction[];
  /** The entity pointed at: reference and sub-table. */
  targetEntity?(field: FieldDefinition): string | undefined;
  /** People and teams: the teams to which whoever is chosen has to belong, those below them included; empty means anybody. */
  scope?(field: FieldDefinition): readonly string[];
  /** Options, for types that have them. */
  options?(field: FieldDefinition): readonly FieldOption[];
  /** Rules that come with the field and hold wherever those of its entity do. */
  rules?(field: FieldDefinition): readonly RecordRule[];
  /** A field that is filled in together with this one: forms that have no place for it show it behind. */
  companion?(field: FieldDefinition): string | undefined;
  /** A field that the settings ask for and that nobody has made yet. */
  need?(field: FieldDefinition): FieldNeed | undefined;
  /** Child rows: ids of their fields whose values together occur once in a record only. */
  uniqueInRecord?(field: FieldDefinition): readonly string[];
  /** Transitions of this field are logged with their dwell time. */
  readonly logsTransitions?: boolean;
  /** Shortened form for readers with masked access: how many characters stay visible at the start and end. */
  readonly mask?: { readonly start: number; readonly end: number };
  /** What fields of this type are usually called, so that a list of names alone becomes typed fields. */
  readonly named?: RegExp;
  /**
   * How well sample texts of a spreadsheet column fit this type, 0 (not at all) to 1; used to infer an entity from a file.
   * Higher wins; `text` answers a small constant.
   */
  guess?(samples: readonly string[], header: string): number;
  /** Settings for a column inferred from its samples, e.g. the options of a select. */
  guessSettings?(samples: readonly string[]): JsonObject;
  /**
   * False: cannot be filled from one spreadsheet cell, `fromText` always refuses. `files`: the cell names files that come
   * beside the sheet; `fromText` finds them by `FieldContext.file`.
   */
  readonly importable?: false | "files";
  /** Complaints about settings beyond what the declared settings already say. */
  checkSettings?(field: FieldDefinition): readonly LocalizedText[];
  /** JSON Schema of a non-null value as `parse` accepts it; the API's documentation. */
  jsonSchema(field: FieldDefinition): JsonObject;
  /** Right-aligned in grids and print. */
  readonly align?: "right";
  /** Width of a grid column in CSS pixels when a view does not say. */
  readonly width: number;
  /** How a light public form shows the field without React; types without it cannot stand on a public form. */
  publicInput?(field: FieldDefinition): PublicInput;
  /** The part of the text that masking hides in; the whole text when not given. */
  maskable?(text: string): MaskedParts;
  /** Where values are kept; a column of the entity's table when not given. Child rows need not say so. */
  storage?(field: FieldDefinition): FieldStorage;
  /** Where the value comes from when other records hold it. */
  derivation?(field: FieldDefinition): Derivation | undefined;
  /** What becomes of the record when the one it points at is deleted. */
  deleteRule?(field: FieldDefinition): DeleteRule;
  /** Whether the reference leads up a tree of records of its own entity. */
  isTree?(field: FieldDefinition): boolean;
  /** The expression that the gateway evaluates on each write. */
  expression?(field: FieldDefinition): Expression | undefined;
  /** The ISO 4217 code of the values' currency, for amounts of money. */
  currency?(field: FieldDefinition): string | undefined;
  /** Where on the earth a value lies: fields of the type place records on maps. */
  pointOf?(value: Value): Point | undefined;
  /** How the gateway numbers new records. */
  numbering?(field: FieldDefinition): Numbering;
  /** Settings and values that show the type at its most typical: reference page and contract suite. */
  readonly example: { readonly settings: JsonObject; readonly values: readonly Value[] };
}

/** A definition with the full signatures of `FieldType`, knowing its own id and which optional parts it has. */
export type DefinedField<Definition extends FieldType> = {
  readonly [Part in keyof Definition]: Part extends "id"
    ? Definition["id"]
    : Part extends keyof FieldType
      ? NonNullable<FieldType[Part]>
      : never;
} & FieldType;

const defined = new Map<string, FieldType>();

/** The type of that id among those defined so far: for types that show values of other types. */
export function definedField(id: string): FieldType | undefined {
  return defined.get(id);
}

/** Freezes a field type's definition; the place where its shape is checked. */
export function defineField<const Definition extends FieldType>(
  definition: Definition & Record<Exclude<keyof Definition, keyof FieldType>, never>,
): DefinedField<Definition> {
  defined.set(definition.id, definition);
  // Only signatures are widened, to those that FieldType declares and the definition was checked against.
  return Object.freeze(definition);
}
