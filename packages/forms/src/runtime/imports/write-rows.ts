import { AppError, type JsonObject, type LocalizedText } from "@mortise/kit";
import type { Actor, Cause, Command, ImportComplaint, Store } from "@mortise/store";
import type { ChildTarget, MappedColumn } from "./import-target.ts";
import type { WritableRow } from "./import-rows.ts";
import { otherRows, placesOf, rowComplaint } from "./row-complaints.ts";
import { valueText } from "./row-key.ts";
import { writtenDetails, type WriteType } from "./written-rows.ts";

/** Who writes what, where and why. */
export interface RowWriter {
  readonly store: Store;
  readonly actor: Actor;
  readonly app: string;
  readonly entity: string;
  readonly cause: Cause;
  readonly columns: readonly MappedColumn[];
  readonly children: readonly ChildTarget[];
  readonly nameOf: (field: string) => string;
  /** The rows are none of the file. */
  readonly isBeside?: boolean;
  /** See `ExecuteOptions`. */
  readonly turn: Promise<unknown>;
}

/** What came of writing rows. */
export interface WriteEnd {
  /** Rows that were written, each with the id of its record. */
  readonly written: readonly { readonly row: WritableRow; readonly id: string }[];
  readonly complaints: readonly ImportComplaint[];
}

const ROW_PATH = /^rows\.(\d+)\.(.*)$/;

/**
 * Writes rows through the gateway in as few calls as possible: a refusal that names rows leaves those out, one that
 * does not halves the batch until the row is found. Failures that are nobody's fault (a lost database) are thrown.
 */
export async function writeRows(
  writer: RowWriter,
  rows: readonly WritableRow[],
  type: WriteType,
): Promise<WriteEnd> {
  if (rows.length === 0) return { written: [], complaints: [] };
  try {
    const { results } = await writer.store.records.execute(
      writer.actor,
      writer.app,
      [commandOf(writer, rows, type)],
      writer.isBeside ? writer.cause : { ...writer.cause, details: detailsOf(rows, type) },
      // What an interrupted import wrote is told by the journal, which lasts: so does all that was written before it.
      { turn: writer.turn, lasting: false },
    );
    const ids = results[0]?.ids ?? [];
    return { written: rows.map((row, index) => ({ row, id: ids[index] ?? "" })), complaints: [] };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return retry(writer, rows, { type, refusal: error });
  }
}

function detailsOf(rows: readonly WritableRow[], type: WriteType): JsonObject {
  return writtenDetails(
    type,
    rows.map(({ row }) => row),
  );
}

async function retry(
  writer: RowWriter,
  rows: readonly WritableRow[],
  { type, refusal }: { readonly type: WriteType; readonly refusal: AppError },
): Promise<WriteEnd> {
  const named = namedRows(writer, rows, refusal);
  if (named.size > 0) {
    const rest = await writeRows(
      writer,
      rows.filter((_row, index) => !named.has(index)),
      type,
    );
    return { written: rest.written, complaints: [...[...named.values()].flat(), ...rest.complaints] };
  }
  const half = Math.ceil(rows.length / 2);
  const first = await writeRows(writer, rows.slice(0, half), type);
  const second = await writeRows(writer, rows.slice(half), type);
  return {
    written: [...first.written, ...second.written],
    complaints: [...first.complaints, ...second.complaints],
  };
}

function commandOf(writer: RowWriter, rows: readonly WritableRow[], type: WriteType): Command {
  if (type === "create") return { type, entity: writer.entity, rows: rows.map(({ values }) => values) };
  return { type, entity: writer.entity, changes: rows.map(({ id, values }) => ({ id: id ?? "", values })) };
}

/** Complaints by the index of the row they name; a single row is named by any refusal. */
function namedRows(
  writer: RowWriter,
  rows: readonly WritableRow[],
  refusal: AppError,
): ReadonlyMap<number, readonly ImportComplaint[]> {
  const named = new Map<number, ImportComplaint[]>();
  const add = (index: number, path: string | null, message: LocalizedText) => {
    const row = rows[index];
    if (row) named.set(index, [...(named.get(index) ?? []), complaint(writer, row, { path, message })]);
  };
  for (const { path, message } of refusal.details) {
    const match = ROW_PATH.exec(path);
    if (match) add(Number(match[1]), match[2] ?? null, message);
    else if (rows.length === 1) add(0, path, message);
  }
  if (named.size === 0 && rows.length === 1) add(0, null, refusal.text);
  for (const [index, complaints] of named) {
    const { row = 0, more = [] } = rows[index] ?? {};
    named.set(index, [...complaints, ...otherRows(placesOf({ row, more }), complaints)]);
  }
  return named;
}

function complaint(
  { columns, children, nameOf }: RowWriter,
  { row, values, childRows }: WritableRow,
  { path, message }: { readonly path: string | null; readonly message: LocalizedText },
): ImportComplaint {
  const [field = null, index, below] = path?.split(".") ?? [];
  const child = children.find(({ subTable }) => subTable.id === field);
  if (child) {
    const mapped = child.columns.find((one) => one.field.id === below);
    const { name } = mapped?.field ?? child.subTable;
    const own = childRows?.get(child.subTable.id)?.[Number(index)] ?? { row };
    return { ...rowComplaint(own, message), cell: mapped?.column ?? null, label: name.zh || name.en };
  }
  const column = columns.find((mapped) => mapped.field.id === field)?.column ?? null;
  const value = field === null ? null : (values[field] ?? null);
  return {
    row,
    cell: column,
    label: field === null ? null : nameOf(field),
    value: valueText(value).slice(0, 500),
    message,
  };
}
