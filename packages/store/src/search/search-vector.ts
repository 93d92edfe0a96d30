import type { BinaryWriter } from "../database/binary-writer.ts";
import { KeyTable } from "./key-table.ts";
import type { SearchFields } from "./search-fields.ts";
import { SEARCHED_LENGTH } from "./search-windows.ts";

const table = new KeyTable();
/** A key has four characters at most, of two places each. */
const MOST_UNITS = 8;
const QUOTE = 0x27;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/**
 * What the column of keyword search holds for a record, as text of a tsvector. The database's `mortise.search_keys`,
 * which serves rows that other tools write, gives the same; here it costs less.
 */
export function searchVector(values: Readonly<Record<string, unknown>>, fields: SearchFields): string {
  collect(values, fields);
  const { units, starts, lengths, count, kept } = table;
  // Each character may need another before it, each key three around it.
  const codes = new Uint16Array(kept * (2 * MOST_UNITS + 3));
  let end = 0;
  for (let key = 0; key < count; key += 1) {
    const start = starts[key] ?? 0;
    const length = lengths[key] ?? 0;
    if (length === 0) continue;
    codes[end++] = QUOTE;
    for (let at = start; at < start + length; at += 1) {
      const code = units[at] ?? 0;
      if (code === QUOTE || code === BACKSLASH) codes[end++] = code;
      codes[end++] = code;
    }
    codes[end++] = QUOTE;
    codes[end++] = SPACE;
  }
  return Buffer.from(codes.buffer, 0, end * 2).toString("utf16le");
}

/** Writes the same in PostgreSQL's binary form: a count, then each key with a zero behind it and without positions. */
export function writeSearchVector(
  values: Readonly<Record<string, unknown>>,
  fields: SearchFields,
  out: BinaryWriter,
): void {
  collect(values, fields);
  out.int32(table.kept);
  for (let key = 0; key < table.count; key += 1) {
    const length = table.lengths[key] ?? 0;
    if (length === 0) continue;
    out.codes(table.units, table.starts[key] ?? 0, length);
    out.zeros(3);
  }
}

function collect(values: Readonly<Record<string, unknown>>, fields: SearchFields): void {
  table.clear();
  for (const field of fields.words) {
    const text = textOf(values[field]);
    if (text !== "") table.addText(text, fields.names.includes(field));
  }
  for (const field of fields.digits) {
    const text = textOf(values[field]);
    if (text !== "") for (const number of digitsOf(text)) table.addText(number, false);
  }
  table.settle();
}

/** Runs of digits of a telephone number; a Chinese mobile number is searched without its country code. */
function digitsOf(text: string): readonly string[] {
  return text.replace(/^\+86(?=1\d{10})/, "").match(/\d+/g) ?? [];
}

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : "";
  return text.length > SEARCHED_LENGTH ? Array.from(text).slice(0, SEARCHED_LENGTH).join("") : text;
}
