import {
  detectDateOrder,
  fieldType,
  type FieldContext,
  type FieldType,
  type FindFile,
  findOption,
  possibleNames,
} from "@mortise/fields";
import type { Value, ValueKind } from "@mortise/expression";
import type { LocalizedText, Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { type Actor, Breath, type ImportComplaint } from "@mortise/store";
import { errorClass, type ErrorPolicy } from "../../model/import/error-class.ts";
import type { ChildTarget, ImportTarget, MappedColumn } from "./import-target.ts";
import type { MissingRecords } from "./missing-records.ts";
import { columnName } from "./column-text.ts";
import type { NameDirectory } from "./name-directory.ts";
import { needed, otherRows, placesOf, rowComplaint, type RowPlace } from "./row-complaints.ts";
import type { ReadRow } from "./import-rows.ts";
import type { RecordRows } from "./record-rows.ts";
import { rowKey } from "./row-key.ts";
import type { TextRow } from "./sheet-source.ts";

const SEPARATOR = /\s*[,，、;；|\n]\s*/;

/** What is known of the columns of a sheet. */
export interface ColumnSamples {
  readonly headers: readonly string[];
  /** Some rows, from which the order of day and month is told. */
  readonly samples: readonly (readonly string[])[];
}

/** What reading a file's cells needs. */
export interface RowReading extends ColumnSamples {
  readonly target: ImportTarget;
  readonly directory: NameDirectory;
  readonly actor: Pick<Actor, "locale" | "timeZone">;
  /** Collects names of options that do not exist yet instead of complaining about them. */
  readonly newOptions?: Map<string, Set<string>> | undefined;
  /** Which cells that cannot be read cost their row; all when not given. */
  readonly onError?: ErrorPolicy | undefined;
  /** Stands in for records that are to be made. */
  readonly missing?: MissingRecords | undefined;
  /** Headers and some rows of the sheets of child rows, by sub-table. */
  readonly sheets?: ReadonlyMap<string, ColumnSamples> | undefined;
  /** Finds the files that cells name; absent when none came beside the list. */
  readonly file?: FindFile | undefined;
}

const LONGEST_SHOWN = 500;
/** Kinds of which a column holds the same few texts again and again; what they mean needs no directory. */
const REPEATED: ReadonlySet<ValueKind> = new Set(["option", "options", "region", "boolean"]);
const MOST_KEPT = 5_000;

interface ReaderColumn extends MappedColumn {
  readonly type: FieldType;
  readonly context: FieldContext;
  readonly name: string;
  /** What texts were read as before. */
  readonly known: Map<string, Result<Value>> | undefined;
}

/** A sub-table with its columns as they are read. */
interface ReaderChild extends ChildTarget {
  readonly read: readonly ReaderColumn[];
}

/** Turns cells into values, one context per column since each may write its dates in its own way. */
export class RowReader {
  readonly #reading: RowReading;
  readonly #columns: readonly ReaderColumn[];
  readonly #children: readonly ReaderChild[];
  /** Fields of the record itself: options of child rows are not added. */
  readonly #own: ReadonlySet<FieldDefinition>;
  #ambiguous = false;

  constructor(reading: RowReading) {
    this.#reading = reading;
    const columnOf = (mapped: MappedColumn, sheet: ColumnSamples = reading): ReaderColumn => ({
      ...mapped,
      type: fieldType(mapped.field.type),
      known: REPEATED.has(fieldType(mapped.field.type).kind(mapped.field)) ? new Map() : undefined,
      name: columnName(sheet.headers[mapped.column], mapped.column),
      context: this.#contextOf(mapped.column, sheet),
    });
    this.#columns = reading.target.columns.map((mapped) => columnOf(mapped));
    this.#own = new Set(this.#columns.map(({ field }) => field));
    this.#children = reading.target.children.map((child) => ({
      ...child,
      read: child.columns.map((mapped) => columnOf(mapped, reading.sheets?.get(child.subTable.id))),
    }));
  }

  /** Reads a batch: first the records that its cells name are looked up together. */
  async read(rows: readonly RecordRows[]): Promise<readonly ReadRow[]> {
    await this.#lookUp(this.#columns, rows);
    for (const child of this.#children)
      await this.#lookUp(
        child.read,
        rows.flatMap((row) => childRowsOf(row, child)),
      );
    const breath = new Breath();
    const read: ReadRow[] = [];
    for (const row of rows) {
      if (breath.isDue()) await breath.take();
      read.push(this.#readRecord(row));
    }
    return read;
  }

  async #lookUp(columns: readonly ReaderColumn[], rows: readonly TextRow[]): Promise<void> {
    const { directory, missing } = this.#reading;
    for (const mapped of columns) {
      const { column, field } = mapped;
      const type = fieldType(field.type);
      const kind = type.kind(field);
      const isNamed = kind === "reference" || kind === "references";
      const entity = isNamed ? type.targetEntity?.(field) : undefined;
      if (entity === undefined) continue;
      const texts = rows.map(({ cells }) => cells[column] ?? "");
      const parts = kind === "references" ? texts.flatMap((text) => possibleNames(text)) : [];
      await directory.load(entity, [...texts, ...parts]);
      // Records that child rows name have to be there.
      if (columns === this.#columns) missing?.note(mapped, texts);
    }
  }

  #readRecord(record: RecordRows): ReadRow {
    const { target } = this.#reading;
    const more: RowPlace[] = record.more.map(({ row }) => ({ row }));
    const { values, blank, complaints, dropped } = this.#readRow(record, this.#columns);
    const childRows = new Map<string, readonly RowPlace[]>();
    for (const child of this.#children) {
      const { sheet } = child;
      const head = record.row;
      const read = childRowsOf(record, child).flatMap((row) => this.#readChild(row, child, head) ?? []);
      if (sheet !== undefined) more.push(...read.map(({ row }) => ({ row, sheet, head })));
      complaints.push(...read.flatMap((each) => each.complaints));
      dropped.push(...read.flatMap((each) => each.dropped));
      if (read.length === 0) continue;
      const { type, id, name } = child.subTable;
      const rows = fieldType(type).parse(
        read.map((each) => each.values),
        child.subTable,
      );
      if (rows.ok) values[id] = rows.value;
      else complaints.push({ ...rowComplaint(record, rows.error), label: name.zh || name.en });
      childRows.set(
        id,
        read.map(({ row }) => (sheet === undefined ? { row } : { row, sheet, head })),
      );
    }
    complaints.push(...otherRows(placesOf({ row: record.row, more }), complaints));
    const key = rowKey(target.keys, values, target.forms);
    return { row: record.row, values, key, blank, complaints, dropped, more, childRows };
  }

  /** A child row; undefined when the row of the file says nothing of one. */
  #readChild(row: TextRow, { read, required, sheet }: ReaderChild, head: number) {
    const place = sheet === undefined ? { row: row.row } : { row: row.row, sheet, head };
    const { values, blank, complaints, dropped } = this.#readRow(row, read, place);
    if (blank.length === read.length) return undefined;
    const failed = new Set(complaints.map(({ cell }) => cell));
    const isNamed = (id: string) => read.some(({ field, column }) => field.id === id && failed.has(column));
    for (const { id, name } of required)
      if (values[id] === undefined && !isNamed(id))
        complaints.push({ ...rowComplaint(place, needed), label: name.zh || name.en });
    return { row: row.row, values, complaints, dropped };
  }

  #readRow({ row, cells }: TextRow, columns: readonly ReaderColumn[], place: RowPlace = { row }) {
    const values: Record<string, Value> = {};
    const blank: string[] = [];
    const complaints: ImportComplaint[] = [];
    const dropped: ImportComplaint[] = [];
    for (const mapped of columns) {
      const { column, field, name } = mapped;
      const text = cells[column] ?? "";
      if (text.trim() === "") {
        blank.push(field.id);
        continue;
      }
      this.#ambiguous = false;
      const result = readText(text, mapped);
      if (result.ok) this.#wakesOptions(field, text);
      if (result.ok && result.value !== null) values[field.id] = result.value;
      else if (result.ok) blank.push(field.id);
      else if (this.#takesNewOptions(field, text)) values[field.id] = text;
      else {
        const message = this.#ambiguous ? ambiguousName(text) : result.error;
        const list = this.#isDropped(field) ? dropped : complaints;
        list.push({ ...place, cell: column, label: name, value: text.slice(0, LONGEST_SHOWN), message });
      }
    }
    return { values, blank, complaints, dropped };
  }

  /** Whether a cell of the field that cannot be read is left out. Without its key, a row would be another record. */
  #isDropped(field: FieldDefinition): boolean {
    const { onError, target } = this.#reading;
    const policy = onError?.[errorClass(fieldType(field.type).kind(field))];
    return policy === "cell" && !target.keys.some(({ id }) => id === field.id);
  }

  /** Notes options that are no longer offered: those that an import made, and that went with its undo, are offered again. */
  #wakesOptions(field: FieldDefinition, text: string): void {
    const { newOptions } = this.#reading;
    if (!newOptions || !this.#own.has(field) || !hasEditableOptions(field)) return;
    const parts = fieldType(field.type).kind(field) === "options" ? text.split(SEPARATOR) : [text];
    const names = parts.filter((part) => findOption(field, part)?.disabled === true);
    if (names.length > 0) addNames(newOptions, field, names);
  }

  /** Notes the names in a cell that are no options yet. */
  #takesNewOptions(field: FieldDefinition, text: string): boolean {
    const { newOptions } = this.#reading;
    if (!newOptions || !this.#own.has(field) || !hasEditableOptions(field)) return false;
    const parts = fieldType(field.type).kind(field) === "options" ? text.split(SEPARATOR) : [text];
    const names = parts.map((part) => part.trim()).filter((part) => part !== "" && !findOption(field, part));
    if (names.length === 0) return false;
    addNames(newOptions, field, names);
    return true;
  }

  #contextOf(column: number, { samples }: ColumnSamples): FieldContext {
    const { actor, directory, file } = this.#reading;
    const order = detectDateOrder(samples.map((cells) => cells[column] ?? ""));
    return {
      locale: actor.locale,
      timeZone: actor.timeZone,
      ...(order ? { dateOrder: order } : {}),
      label: () => undefined,
      ...(file ? { file } : {}),
      find: (target, text) => {
        this.#ambiguous ||= directory.isAmbiguous(target, text);
        return directory.find(target, text);
      },
    };
  }
}

/** The rows that may be child rows of a record: beside it, or those of another sheet. */
function childRowsOf(record: RecordRows, { sheet, subTable }: ChildTarget): readonly TextRow[] {
  return sheet === undefined ? [record, ...record.more] : (record.below?.get(subTable.id) ?? []);
}

function addNames(options: Map<string, Set<string>>, field: FieldDefinition, names: readonly string[]): void {
  const known = options.get(field.id) ?? new Set<string>();
  for (const name of names) known.add(name.trim());
  options.set(field.id, known);
}

function readText(text: string, { type, field, context, known }: ReaderColumn): Result<Value> {
  if (!known) return type.fromText(text, field, context);
  const before = known.get(text);
  if (before) return before;
  const result = type.fromText(text, field, context);
  if (known.size < MOST_KEPT) known.set(text, result);
  return result;
}

/** Whether the field's options are a plain list that can grow. */
function hasEditableOptions(field: FieldDefinition): boolean {
  return fieldType(field.type).settings.some(
    (setting) => setting.id === "options" && setting.kind === "options",
  );
}

function ambiguousName(text: string): LocalizedText {
  const name = text.trim().slice(0, 40);
  return {
    zh: `“${name}”对应多个，无法确定是哪一个`,
    en: `“${name}” means more than one; it cannot be told which`,
  };
}
