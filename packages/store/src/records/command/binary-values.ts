import type { Value } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import type { BinaryWriter } from "../../database/binary-writer.ts";

/** Writes a value that is not null in PostgreSQL's binary form; false when it has none, and nothing is to be kept of it then. */
export type BinaryValue = (value: Exclude<Value, null>, out: BinaryWriter) => boolean;

/** Between 1970 and PostgreSQL's own beginning of time. */
const EPOCH_MS = 946_684_800_000;
const DAY_MS = 86_400_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const TEXT_OID = 25;
const UUID_OID = 2950;

const writers: Readonly<Record<string, BinaryValue>> = {
  text: (value, out) => {
    if (typeof value !== "string" || !value.isWellFormed()) return false;
    out.text(value);
    return true;
  },
  integer: (value, out) => {
    if (typeof value !== "number" || (value | 0) !== value) return false;
    out.int32(value);
    return true;
  },
  boolean: (value, out) => {
    if (typeof value !== "boolean") return false;
    out.int8(value ? 1 : 0);
    return true;
  },
  uuid: writeUuid,
  date: (value, out) => {
    if (typeof value !== "string" || !DATE.test(value)) return false;
    const time = Date.parse(value);
    // A day that does not exist is taken for one of the next month.
    if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) return false;
    out.int32((time - EPOCH_MS) / DAY_MS);
    return true;
  },
  timestamptz: writeInstant,
  numeric: writeDecimal,
  "text[]": (value, out) =>
    writeList(value, TEXT_OID, out, (item) => {
      out.text(item);
      return true;
    }),
  "uuid[]": (value, out) => writeList(value, UUID_OID, out, (item) => writeUuid(item, out)),
  jsonb: (value, out) => {
    if (!Array.isArray(value) && !isPlainObject(value)) return false;
    out.int8(1);
    out.text(JSON.stringify(value));
    return true;
  },
};

/** How values of a column type are written; undefined for types without a binary form here. */
export function binaryValue(columnType: string): BinaryValue | undefined {
  const type = columnType.replace(/\(.*\)$/, "");
  return Object.hasOwn(writers, type) ? writers[type] : undefined;
}

function writeUuid(value: Exclude<Value, null>, out: BinaryWriter): boolean {
  if (typeof value !== "string" || !UUID.test(value)) return false;
  out.uuid(value);
  return true;
}

let lastInstant = "";
let lastMicroseconds = 0;

/** The records of one write have one moment: it is read once. */
function writeInstant(value: Exclude<Value, null>, out: BinaryWriter): boolean {
  if (typeof value !== "string") return false;
  if (value !== lastInstant) {
    const time = INSTANT.test(value) ? Date.parse(value) : Number.NaN;
    const microseconds = (time - EPOCH_MS) * 1000;
    if (!Number.isSafeInteger(microseconds)) return false;
    lastInstant = value;
    lastMicroseconds = microseconds;
  }
  out.int64(lastMicroseconds);
  return true;
}

/** Four decimal digits at a time, without zeros at either end; the places behind the point are said separately. */
function writeDecimal(value: Exclude<Value, null>, out: BinaryWriter): boolean {
  const match = typeof value === "string" || typeof value === "number" ? DECIMAL.exec(`${value}`) : null;
  if (!match) return false;
  const [, sign = "", whole = "", fraction = ""] = match;
  const left = whole.padStart(Math.ceil(whole.length / 4) * 4, "0");
  const digits = left + fraction.padEnd(Math.ceil(fraction.length / 4) * 4, "0");
  const groups: number[] = [];
  for (let at = 0; at < digits.length; at += 4) groups.push(Number(digits.slice(at, at + 4)));
  let weight = left.length / 4 - 1;
  let first = 0;
  while (first < groups.length && groups[first] === 0) first += 1;
  let last = groups.length;
  while (last > first && groups[last - 1] === 0) last -= 1;
  weight = last === first ? 0 : weight - first;
  out.int16(last - first);
  out.int16(weight);
  out.int16(sign === "-" && last > first ? 0x4000 : 0);
  out.int16(fraction.length);
  for (let at = first; at < last; at += 1) out.int16(groups[at] ?? 0);
  return true;
}

function writeList(
  value: Exclude<Value, null>,
  oid: number,
  out: BinaryWriter,
  write: (item: string) => boolean,
): boolean {
  if (!Array.isArray(value)) return false;
  const items: readonly unknown[] = value;
  out.int32(items.length === 0 ? 0 : 1);
  out.int32(0);
  out.int32(oid);
  if (items.length === 0) return true;
  out.int32(items.length);
  out.int32(1);
  for (const item of items) {
    if (typeof item !== "string") return false;
    const place = out.reserve();
    if (!write(item)) return false;
    out.fill(place);
  }
  return true;
}
