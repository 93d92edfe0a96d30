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
import type { ImportTarget, MappedColumn } from "./import-target.ts";
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
    for (const { column, field } of this.#columns) {
      const type = fieldType(field.type);
      const kind = type.kind(field);
      const isNamed = kind === "reference" || kind === "references";
      const entity = isNamed ? type.targetEntity?.(field) : undefined;
      if (entity === undefined) continue;
      const texts = rows.map(({ cells }) => cells[column] ?? "");
      const parts = kind === "references" ? texts.flatMap((text) => possibleNames(text)) : [];
      await this.#reading.directory.load(entity, [...texts, ...parts]);
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
    for (const mapped of this.#columns) {
      const { column, field, name } = mapped;
      const text = cells[column] ?? "";
      if (text.trim() === "") {
        blank.push(field.id);
        continue;
      }
      this.#ambiguous = false;
      const result = readText(text, mapped);
      if (result.ok && result.value !== null) values[field.id] = result.value;
      else if (result.ok) blank.push(field.id);
      else if (this.#takesNewOptions(field, text)) values[field.id] = text;
      else {
        const message = this.#ambiguous ? ambiguousName(text) : result.error;
        complaints.push({ row, cell: column, label: name, value: text.slice(0, LONGEST_SHOWN), message });
      }
    }
    return { row, values, key: rowKey(target.keys, values, target.forms), blank, complaints };
  }

  /** Notes the names in a cell that are no options yet. */
  #takesNewOptions(field: FieldDefinition, text: string): boolean {
    const { newOptions } = this.#reading;
    if (!newOptions || !hasEditableOptions(field)) return false;
    const parts = fieldType(field.type).kind(field) === "options" ? text.split(SEPARATOR) : [text];
    const names = parts.map((part) => part.trim()).filter((part) => part !== "" && !findOption(field, part));
    if (names.length === 0) return false;
    const known = newOptions.get(field.id) ?? new Set<string>();
    for (const name of names) known.add(name);
    newOptions.set(field.id, known);
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
