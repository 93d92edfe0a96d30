import { isPlainObject, type JsonObject } from "@mortise/kit";

/** From row to row, both included. */
type Range = readonly [first: number, last: number];

/** What a write does with its rows. */
export type WriteType = "create" | "update";

/** Says in a change-set which rows of the file it wrote: in the same transaction, so that it is true whatever happens to the process. */
export function writtenDetails(type: WriteType, rows: readonly number[]): JsonObject {
  const ranges: [number, number][] = [];
  for (const row of rows.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && row <= last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return { rows: { [type]: ranges } };
}

/** Rows below the last settled one that an import had written before it was cut off: they must not be written again. */
export class WrittenRows {
  readonly #rows = new Map<number, WriteType>();

  /** Reads what the change-sets of the import say; `settledRow` is the last row that needs no looking up. */
  constructor(details: readonly unknown[], settledRow: number) {
    for (const each of details) {
      const rows = isPlainObject(each) ? each["rows"] : undefined;
      if (!isPlainObject(rows)) continue;
      for (const type of ["create", "update"] as const) {
        const ranges = rows[type];
        if (!Array.isArray(ranges)) continue;
        for (const range of ranges.filter(isRange))
          for (let row = Math.max(range[0], settledRow + 1); row <= range[1]; row += 1)
            this.#rows.set(row, type);
      }
    }
  }

  /** What was done with a row; undefined when it was not written. */
  of(row: number): WriteType | undefined {
    return this.#rows.get(row);
  }
}

function isRange(value: unknown): value is Range {
  return Array.isArray(value) && value.length === 2 && value.every((row) => Number.isSafeInteger(row));
}
