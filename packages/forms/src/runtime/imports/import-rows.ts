import type { Value } from "@mortise/expression";
import type { ImportComplaint } from "@mortise/store";
import type { RowPlace } from "./row-complaints.ts";

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
  /** Rows of the file below it that belong to the record. */
  readonly more: readonly RowPlace[];
  /** In which rows of the file its child rows stand, by sub-table. */
  readonly childRows: ReadonlyMap<string, readonly RowPlace[]>;
}

/** A row that becomes a record, or joins a record that an earlier row of the batch becomes. */
export interface WritableRow {
  readonly row: number;
  /** The record to change; null for a new one. */
  readonly id: string | null;
  readonly values: Readonly<Record<string, Value>>;
  /** What tells the record apart. */
  readonly key: string | undefined;
  /** See `ReadRow`. */
  readonly more?: readonly RowPlace[];
  readonly childRows?: ReadonlyMap<string, readonly RowPlace[]>;
}
