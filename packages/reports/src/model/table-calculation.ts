import type { Value } from "@mortise/expression";
import type { TableCalculation } from "@mortise/metadata";
import { type Figure, fromBiggest, minus, over, plus } from "./figure-math.ts";

/** One figure of a table: the keys of its group and its value before anything is made of it. */
export interface TableCell {
  readonly keys: readonly Value[];
  readonly value: Figure;
}

/** Totals that shares are taken of, worked out over the records; nothing where there is none. */
export interface TableTotals {
  readonly all: Figure;
  /** Of the row that the cell at a place belongs to. */
  row(place: number): Figure;
  /** Of the column that it belongs to. */
  column(place: number): Figure;
}

/** What is made of the figures of one measure, cell by cell in the order in which they are shown. */
export function calculate(
  cells: readonly TableCell[],
  calculation: TableCalculation,
  totals: TableTotals,
): readonly Figure[] {
  switch (calculation.type) {
    case "shareOfTotal":
      return cells.map(({ value }) => over(value, totals.all));
    case "shareOfRow":
      return cells.map(({ value }, place) => over(value, totals.row(place)));
    case "shareOfColumn":
      return cells.map(({ value }, place) => over(value, totals.column(place)));
    case "rank":
      return alongFirst(cells, ranks);
    case "runningTotal":
      return alongFirst(cells, running);
    case "difference":
      return alongFirst(cells, (values) =>
        values.map((value, index) => (index === 0 ? null : minus(value, values[index - 1] ?? null))),
      );
    case "movingAverage":
      return alongFirst(cells, (values) =>
        values.map((_, index) => meanUntil(values, index, calculation.window)),
      );
  }
}

/** Goes along the first dimension, within each group of the others. */
function alongFirst(
  cells: readonly TableCell[],
  make: (values: readonly Figure[]) => readonly Figure[],
): readonly Figure[] {
  const made: Figure[] = cells.map(() => null);
  const lines = Map.groupBy(cells.keys(), (place) => JSON.stringify(cells[place]?.keys.slice(1) ?? []));
  for (const places of lines.values()) {
    const values = make(places.map((place) => cells[place]?.value ?? null));
    for (const [index, place] of places.entries()) made[place] = values[index] ?? null;
  }
  return made;
}

/** Equal figures share a place; missing ones have none. */
function ranks(values: readonly Figure[]): readonly Figure[] {
  const ordered = values.filter((value) => value !== null).toSorted(fromBiggest);
  return values.map((value) =>
    value === null ? null : String(ordered.findIndex((one) => fromBiggest(one, value) === 0) + 1),
  );
}

/** What is missing adds nothing. */
function running(values: readonly Figure[]): readonly Figure[] {
  let sum: Figure = "0";
  return values.map((value) => {
    sum = plus(sum, value ?? "0");
    return sum;
  });
}

/** The mean of the figures there are among so many, this one and those before it. */
function meanUntil(values: readonly Figure[], index: number, window: number): Figure {
  const known = values.slice(Math.max(0, index - window + 1), index + 1).filter((value) => value !== null);
  const sum = known.reduce<Figure>((total, value) => plus(total, value), "0");
  return known.length === 0 ? null : over(sum, String(known.length));
}
