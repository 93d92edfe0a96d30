import {
  detectDateOrder,
  fieldType,
  type FieldContext,
  type FieldType,
  findOption,
  possibleNames,
} from "@mortise/fields";
import type { Value, ValueKind } from "@mortise/expression";
import type { LocalizedText, Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { type Actor, Breath, type ImportComplaint } from "@mortise/store";
import { errorClass, type ErrorPolicy } from "../../model/import/error-class.ts";
import type { ImportTarget, MappedColumn } from "./import-target.ts";
import type { MissingRecords } from "./missing-records.ts";
import { columnName } from "./column-text.ts";
import type { NameDirectory } from "./name-directory.ts";
import { rowKey } from "./row-key.ts";
import type { TextRow } from "./sheet-source.ts";

const SEPARATOR = /\s*[,，、;；|\n]\s*/;

/** A row of the file as values; `blank` lists mapped fields whose cell is empty. */
export interface ReadRow {
  readonly row: number;
  readonly values: Readonly<Record<string, Value>>;
  /** What tells its record apart; see `rowKey`. */
  readonly key: string | undefined;
  readonly blank: readonly string[];
  readonly complaints: readonly ImportComplaint[];
  /** About cells that are left out, so that the row can be imported. */
  readonly dropped: readonly ImportComplaint[];
}

/** What reading a file's cells needs. */
export interface RowReading {
  readonly target: ImportTarget;
  readonly headers: readonly string[];
  /** Some rows, from which the order of day and month is told. */
  readonly samples: readonly (readonly string[])[];
  readonly directory: NameDirectory;
  readonly actor: Pick<Actor, "locale" | "timeZone">;
  /** Collects names of options that do not exist yet instead of complaining about them. */
  readonly newOptions?: Map<string, Set<string>> | undefined;
  /** Which cells that cannot be read cost their row; all when not given. */
  readonly onError?: ErrorPolicy | undefined;
  /** Stands in for records that are to be made. */
  readonly missing?: MissingRecords | undefined;
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

/** Turns cells into values, one context per column since each may write its dates in its own way. */
export class RowReader {
  readonly #reading: RowReading;
  readonly #columns: readonly ReaderColumn[];
  #ambiguous = false;

  constructor(reading: RowReading) {
    this.#reading = reading;
    this.#columns = reading.target.columns.map((mapped) => ({
      ...mapped,
      type: fieldType(mapped.field.type),
      known: REPEATED.has(fieldType(mapped.field.type).kind(mapped.field)) ? new Map() : undefined,
      name: columnName(reading.headers[mapped.column], mapped.column),
      context: this.#contextOf(mapped.column),
    }));
  }

  /** Reads a batch: first the records that its cells name are looked up together. */
  async read(rows: readonly TextRow[]): Promise<readonly ReadRow[]> {
    const { directory, missing } = this.#reading;
    for (const mapped of this.#columns) {
      const { column, field } = mapped;
      const type = fieldType(field.type);
      const kind = type.kind(field);
      const isNamed = kind === "reference" || kind === "references";
      const entity = isNamed ? type.targetEntity?.(field) : undefined;
      if (entity === undefined) continue;
      const texts = rows.map(({ cells }) => cells[column] ?? "");
      const parts = kind === "references" ? texts.flatMap((text) => possibleNames(text)) : [];
      await directory.load(entity, [...texts, ...parts]);
      missing?.note(mapped, texts);
    }
    const breath = new Breath();
    const read: ReadRow[] = [];
    for (const row of rows) {
      if (breath.isDue()) await breath.take();
      read.push(this.#readRow(row));
    }
    return read;
  }

  #readRow({ row, cells }: TextRow): ReadRow {
    const { target } = this.#reading;
    const values: Record<string, Value> = {};
    const blank: string[] = [];
    const complaints: ImportComplaint[] = [];
    const dropped: ImportComplaint[] = [];
    for (const mapped of this.#columns) {
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
        list.push({ row, cell: column, label: name, value: text.slice(0, LONGEST_SHOWN), message });
      }
    }
    return { row, values, key: rowKey(target.keys, values, target.forms), blank, complaints, dropped };
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
    if (!newOptions || !hasEditableOptions(field)) return;
    const parts = fieldType(field.type).kind(field) === "options" ? text.split(SEPARATOR) : [text];
    const names = parts.filter((part) => findOption(field, part)?.disabled === true);
    if (names.length > 0) addNames(newOptions, field, names);
  }

  /** Notes the names in a cell that are no options yet. */
  #takesNewOptions(field: FieldDefinition, text: string): boolean {
    const { newOptions } = this.#reading;
    if (!newOptions || !hasEditableOptions(field)) return false;
    const parts = fieldType(field.type).kind(field) === "options" ? text.split(SEPARATOR) : [text];
    const names = parts.map((part) => part.trim()).filter((part) => part !== "" && !findOption(field, part));
    if (names.length === 0) return false;
    addNames(newOptions, field, names);
    return true;
  }

  #contextOf(column: number): FieldContext {
    const { samples, actor, directory } = this.#reading;
    const order = detectDateOrder(samples.map((cells) => cells[column] ?? ""));
    return {
      locale: actor.locale,
      timeZone: actor.timeZone,
      ...(order ? { dateOrder: order } : {}),
      label: () => undefined,
      find: (target, text) => {
        this.#ambiguous ||= directory.isAmbiguous(target, text);
        return directory.find(target, text);
      },
    };
  }
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
