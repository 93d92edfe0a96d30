import { canonicalType } from "../migration/column-change.ts";
import type { FoundTable } from "../found-table.ts";
import type { PhysicalColumn } from "../physical-column.ts";

/**
 * What PostgreSQL allows a table: 1,600 columns in its whole life, dropped and kept ones included, and rows of 8,160
 * bytes. Columns with keys stand in the main table if at all possible, so the others leave them room there.
 */
const MOST_COLUMNS = 1_590;
const MOST_BYTES = 7_800;
const KEYED_COLUMNS = 100;
const KEYED_BYTES = 1_600;

/** Columns that need an index or a foreign key. */
export type IsKeyed = (column: PhysicalColumn) => boolean;

interface Space {
  columns: number;
  bytes: number;
}

/**
 * Says in which part of an entity's table each column lives: where it stands already, where a copy of it was kept,
 * or in the first part that has room. New parts are added as needed.
 */
export function placeColumns(
  columns: readonly PhysicalColumn[],
  found: FoundTable | undefined,
  isKeyed: IsKeyed,
): readonly PhysicalColumn[] {
  const spaces = (found?.parts ?? []).map((part): Space => ({
    columns: part.attributes,
    bytes: [...part.columns.values()].reduce((sum, type) => sum + widest(type), 0) + part.attributes / 8,
  }));
  const places = new Map<string, number>();
  const open: PhysicalColumn[] = [];
  for (const column of columns) {
    const place = found?.place(column.name) ?? found?.keptPlace(column.name, canonicalType(column.type));
    if (place === undefined) open.push(column);
    else places.set(column.name, place);
  }
  const isFirst = (column: PhysicalColumn): boolean => column.field === undefined || isKeyed(column);
  for (const column of [...open.filter(isFirst), ...open.filter((column) => !isFirst(column))]) {
    places.set(column.name, takeRoom(spaces, column, isFirst(column)));
  }
  return columns.map((column) => {
    const part = places.get(column.name) ?? 0;
    return part === 0 ? column : { ...column, part };
  });
}

function takeRoom(spaces: Space[], column: PhysicalColumn, isKeyed: boolean): number {
  const bytes = widest(canonicalType(column.type)) + 1 / 8;
  const fits = ({ columns, bytes: used }: Space, part: number): boolean => {
    const reserve = part === 0 && !isKeyed;
    return (
      columns < MOST_COLUMNS - (reserve ? KEYED_COLUMNS : 0) &&
      used + bytes <= MOST_BYTES - (reserve ? KEYED_BYTES : 0)
    );
  };
  // Every part begins with the record's id.
  const next = (): Space => ({ columns: spaces.length === 0 ? 0 : 1, bytes: spaces.length === 0 ? 0 : 16 });
  let part = spaces.findIndex(fits);
  if (part < 0) part = spaces.push(next()) - 1;
  const space = spaces[part];
  if (space) {
    space.columns += 1;
    space.bytes += bytes;
  }
  return part;
}

/** Values of up to 24 bytes are never moved out of the row; longer ones leave a pointer of 18. */
const INLINE = 25;
const FIXED: Readonly<Record<string, number>> = {
  uuid: 16,
  "timestamp with time zone": 16,
  date: 8,
  integer: 8,
  boolean: 1,
};
const NUMERIC = /^numeric\((?<precision>\d+),(?<scale>\d+)\)$/;

/** The most bytes that a value of the type takes in a row, with what alignment may cost. */
function widest(type: string): number {
  const fixed = FIXED[type];
  if (fixed !== undefined) return fixed;
  const size = NUMERIC.exec(type)?.groups;
  if (!size) return INLINE;
  const scale = Number(size["scale"]);
  const groups = Math.ceil((Number(size["precision"]) - scale) / 4) + Math.ceil(scale / 4);
  return Math.min(INLINE, 3 + 2 * groups);
}
