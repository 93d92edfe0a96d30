import { isPlainObject, type Json, type JsonObject, shortKey } from "@mortise/kit";
import { objectsIn, removeAt, replaceAt } from "../editors/json-list.ts";

/** A table as it is stored, for its editor. */
export interface StoredTable {
  readonly inputs: readonly JsonObject[];
  readonly results: readonly JsonObject[];
  readonly rows: readonly JsonObject[];
}

/** Reads the stored setting, whatever was stored. */
export function storedTable(value: Json | undefined): StoredTable {
  const table = isPlainObject(value) ? value : {};
  return {
    inputs: objectsIn(table["inputs"]),
    results: objectsIn(table["results"]),
    rows: objectsIn(table["rows"]),
  };
}

/** The table as a setting. */
export function asSetting({ inputs, results, rows }: StoredTable): Json {
  return { inputs: [...inputs], results: [...results], rows: [...rows] };
}

/** A new id of a column or row. */
export function newColumnId(): string {
  return `c${shortKey(5).toLowerCase()}`;
}

/** A cell of a row: its condition (`when`) or its result (`give`). */
export function cellOf(row: JsonObject, side: "when" | "give", column: string): Json | undefined {
  const cells = row[side];
  return isPlainObject(cells) ? cells[column] : undefined;
}

/** The table with one cell changed; `undefined` empties it. */
export function withCell(
  table: StoredTable,
  place: { readonly row: number; readonly side: "when" | "give"; readonly column: string },
  value: Json | undefined,
): StoredTable {
  const row = table.rows[place.row] ?? {};
  const cells = row[place.side];
  const { [place.column]: _old, ...rest } = isPlainObject(cells) ? cells : {};
  const changed = value === undefined ? rest : { ...rest, [place.column]: value };
  return { ...table, rows: replaceAt(table.rows, place.row, { ...row, [place.side]: changed }) };
}

/** The table without one column; cells under it are left behind and mean nothing. */
export function withoutColumn(table: StoredTable, side: "inputs" | "results", place: number): StoredTable {
  return { ...table, [side]: removeAt(table[side], place) };
}
