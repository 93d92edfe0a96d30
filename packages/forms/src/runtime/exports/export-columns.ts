import { fieldType, type FieldContext, type FieldType } from "@mortise/fields";
import type { Value, ValueKind } from "@mortise/expression";
import { localize, type Locale } from "@mortise/kit";
import { type EntityDocument, type FieldDefinition, shownFields, SYSTEM_FIELDS } from "@mortise/metadata";
import type { SheetColumn } from "@mortise/spreadsheet";
import type { EntityPermission } from "@mortise/store";

/** A field as a column of the file. */
export interface ExportColumn {
  readonly field: FieldDefinition;
  readonly type: FieldType;
  readonly kind: ValueKind;
  /** Ids of people, teams or records, written by their names. */
  readonly isLink: boolean;
  /** Kept by the system: nothing is read back from it, so that moments may go without their milliseconds. */
  readonly isKept: boolean;
  readonly sheet: SheetColumn;
}

const RECORD_ID: FieldDefinition = { id: "id", type: "text", name: { zh: "记录编号", en: "Record id" } };
const LINKS: ReadonlySet<ValueKind> = new Set<ValueKind>([
  "reference",
  "references",
  "user",
  "users",
  "team",
  "teams",
]);
const SYSTEM: ReadonlySet<string> = new Set(SYSTEM_FIELDS);
/** Widths of lists are in pixels, those of sheets in characters. */
const PIXELS_A_CHARACTER = 8;

/** The fields of an entity that a file can show whoever has the permission: all but child rows and what is hidden. */
export function exportFields(
  entity: EntityDocument,
  permission: EntityPermission,
): readonly FieldDefinition[] {
  return shownFields(entity).filter(
    (field) => (permission.fields.get(field.id) ?? "hidden") !== "hidden" && hasColumn(field),
  );
}

/** The columns of a file, in the order that is asked for. Heads are in the reader's language, each only once. */
export function exportColumns(fields: readonly FieldDefinition[], locale: Locale): readonly ExportColumn[] {
  const titles = new Set<string>();
  return fields.map((field) => {
    const name = localize(field.name, locale) || field.id;
    const title = titles.has(name) ? `${name} (${field.id})` : name;
    titles.add(title);
    return column(field, title, locale);
  });
}

/** By which field rows of other sheets name a record: one that is unique, or its id. */
export function keyField(entity: EntityDocument, fields: readonly FieldDefinition[]): FieldDefinition {
  const shown = new Set(fields.map(({ id }) => id));
  const isName = (field: FieldDefinition) =>
    shown.has(field.id) &&
    ((field.unique === true && fieldType(field.type).kind(field) === "text") ||
      fieldType(field.type).numbering !== undefined);
  return entity.fields.find(isName) ?? RECORD_ID;
}

function hasColumn(field: FieldDefinition): boolean {
  const type = fieldType(field.type);
  return type.column(field) !== null && type.kind(field) !== "rows";
}

function column(field: FieldDefinition, title: string, locale: Locale): ExportColumn {
  const type = fieldType(field.type);
  const kind = type.kind(field);
  const cells = sheetKind(field, type, locale);
  const width = Math.round(type.width / PIXELS_A_CHARACTER);
  return {
    field,
    type,
    kind,
    isLink: LINKS.has(kind),
    isKept: SYSTEM.has(field.id),
    sheet: { title, width: Math.max(width, 10), ...(cells ? { kind: cells } : {}) },
  };
}

function sheetKind(field: FieldDefinition, type: FieldType, locale: Locale): SheetColumn["kind"] {
  if (type.kind(field) === "text") return "text";
  if (type.kind(field) !== "number") return undefined;
  if (type.currency?.(field) !== undefined) return "money";
  return isPercent(field, type, locale) ? "percent" : "number";
}

/** Whether a fraction is shown in percent. */
function isPercent(field: FieldDefinition, type: FieldType, locale: Locale): boolean {
  return type.toText("0.5", field, plainContext(locale)).endsWith("%");
}

/** A context in which nothing has a name. */
export function plainContext(locale: Locale): FieldContext {
  return { locale, timeZone: "UTC", label: () => undefined, find: () => undefined };
}

/** Whether a value is there at all. */
export function isGiven(value: Value | undefined): value is NonNullable<Value> {
  return value !== null && value !== undefined;
}
