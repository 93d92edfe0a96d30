import { fieldType, type FieldContext, type NumberPart } from "@mortise/fields";
import type { Locale } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import type { ChildField } from "./child-fields.ts";
import { headerKey, headerText } from "./header-text.ts";
import { fileFields, importFields, numberFields } from "./import-fields.ts";
import type { ColumnMapping } from "./import-plan.ts";
import { areSynonyms } from "./synonyms.ts";

/** Below this, leaving a column out is the better guess. */
const ENOUGH = 0.45;
/** Any id: whether a name exists is not the question here, only whether the text could be one. */
const SOME_ID = "00000000-0000-7000-8000-000000000000";

/** What is known of the columns of a file: their headers and some cells of each. */
export interface FileColumns {
  readonly headers: readonly string[];
  /** Rows of cell texts. */
  readonly samples: readonly (readonly string[])[];
}

/** Which column most likely fills which field: by name in both languages, by usual words for it, and by what the cells hold. */
export function guessMapping(
  columns: FileColumns,
  entity: EntityDocument,
  { locale = "zh", children = [], hasFiles = false }: GuessOptions = {},
): readonly ColumnMapping[] {
  const fields = [...importFields(entity), ...(hasFiles ? fileFields(entity) : [])];
  const scored = columns.headers.flatMap((header, column) => {
    const cells = cellsOf(columns, column);
    return fields.map((field) => ({ column, field: field.id, score: score(header, cells, field, locale) }));
  });
  const { chosen, taken } = ownNumbers(columns, entity);
  for (const { column, field, score: points } of scored.toSorted((a, b) => b.score - a.score)) {
    if (points < ENOUGH) break;
    if (chosen.has(column) || taken.has(field)) continue;
    chosen.set(column, field);
    taken.add(field);
  }
  for (const [column, field] of childColumns(columns, children, chosen)) chosen.set(column, field);
  return columns.headers.map((_header, column) => ({ column, field: chosen.get(column) ?? null }));
}

/** What guesses go by besides the columns and the entity. */
export interface GuessOptions {
  readonly locale?: Locale;
  /** Fields of child rows. */
  readonly children?: readonly ChildField[];
  /** Files came beside the list, so that columns may name them. */
  readonly hasFiles?: boolean;
}

/**
 * Columns of child rows that are left: those named as exports name them, and where two or more of a sub-table are there,
 * those named like its fields alone.
 */
function childColumns(
  { headers }: FileColumns,
  children: readonly ChildField[],
  chosen: ReadonlyMap<number, string>,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const own of Map.groupBy(children, ({ subTable }) => subTable.id).values()) {
    const match = (isNamed: (child: ChildField, header: string) => boolean) =>
      own.flatMap((child): [number, string][] => {
        const column = headers.findIndex(
          (header, index) => !chosen.has(index) && !found.has(index) && isNamed(child, header),
        );
        return column < 0 ? [] : [[column, child.id]];
      });
    const full = match(({ named }, header) => nameScore(header, named) === 1);
    for (const [column, id] of full) found.set(column, id);
    const given = new Set(full.map(([, id]) => id));
    const short = match((child, header) => !given.has(child.id) && nameScore(header, child.field) === 1);
    if (full.length + short.length > 1) for (const [column, id] of short) found.set(column, id);
  }
  return found;
}

/** Columns that hold the numbers of this very system: named like the field, and every cell is made like its numbers. */
function ownNumbers(columns: FileColumns, entity: EntityDocument) {
  const chosen = new Map<number, string>();
  const taken = new Set<string>();
  for (const field of numberFields(entity)) {
    const column = columns.headers.findIndex((header, index) => {
      const cells = cellsOf(columns, index);
      return (
        nameScore(header, field) === 1 && cells.length > 0 && cells.every((cell) => isNumber(cell, field))
      );
    });
    if (column < 0 || chosen.has(column)) continue;
    chosen.set(column, field.id);
    taken.add(field.id);
  }
  return { chosen, taken };
}

function isNumber(cell: string, field: FieldDefinition): boolean {
  const parts = fieldType(field.type).numbering?.(field).parts ?? [];
  return new RegExp(`^${parts.map(partPattern).join("")}$`, "u").test(cell.trim());
}

function partPattern(part: NumberPart): string {
  switch (part.type) {
    case "literal":
      return part.text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    case "field":
      return ".*";
    case "date":
      return `\\d{${part.format.length}}`;
    case "counter":
      return `\\d{${part.width},}`;
  }
}

/**
 * Fields by which a file's rows are recognised: the number of the record, a unique field that the file fills, or all of
 * a unique rule. A field whose cells are empty recognises nothing.
 */
export function guessKeys(
  mapping: readonly ColumnMapping[],
  entity: EntityDocument,
  columns?: FileColumns,
): readonly string[] {
  const filled = mapping.filter(
    ({ column }) => !columns?.samples.length || cellsOf(columns, column).length > 0,
  );
  const mapped = new Set(filled.map(({ field }) => field));
  const number = numberFields(entity).find(({ id }) => mapped.has(id));
  if (number) return [number.id];
  const unique = entity.fields.find((field) => field.unique === true && mapped.has(field.id));
  if (unique) return [unique.id];
  return entity.uniqueRules?.find(({ fields }) => fields.every((id) => mapped.has(id)))?.fields ?? [];
}

/** The non-empty cells of one column. */
export function cellsOf({ samples }: FileColumns, column: number): readonly string[] {
  return samples.map((row) => row[column] ?? "").filter((cell) => cell.trim() !== "");
}

function score(header: string, cells: readonly string[], field: FieldDefinition, locale: Locale): number {
  const name = nameScore(header, field);
  const type = fieldType(field.type);
  if (name === 0) {
    const own = cells.length > 0 ? (type.guess?.(cells, "") ?? 0) : 0;
    return type.kind(field) === "text" && own >= 0.9 ? 0.5 : 0;
  }
  // Which files there are, names of fields do not tell.
  return type.importable === "files" ? name : name * (0.5 + 0.5 * fit(cells, field, locale));
}

function nameScore(header: string, field: FieldDefinition): number {
  const wanted = headerKey(header);
  if (wanted === "") return 0;
  const names = [field.id, field.name.zh, field.name.en].map(headerKey).filter((name) => name !== "");
  if (names.includes(wanted)) return 1;
  if (names.some((name) => areSynonyms(name, wanted))) return 0.85;
  return names.some((name) => contains(header, wanted, name)) ? 0.6 : 0;
}

/** One name within the other, in whole words for Latin ones: 客户手机号 holds 手机号, "Page" does not hold "age". */
function contains(header: string, wanted: string, name: string): boolean {
  if (/[^ -~]/.test(name))
    return name.length >= 2 && (wanted.includes(name) || (wanted.length >= 2 && name.includes(wanted)));
  return name.length >= 4 && ` ${headerText(header)} `.includes(` ${name} `);
}

/** Share of the cells that the field could take. */
function fit(cells: readonly string[], field: FieldDefinition, locale: Locale): number {
  if (cells.length === 0) return 1;
  const context: FieldContext = { locale, timeZone: "UTC", label: () => undefined, find: () => SOME_ID };
  const type = fieldType(field.type);
  const accepted = cells.filter((cell) => type.fromText(cell, field, context).ok).length;
  return accepted / cells.length;
}
