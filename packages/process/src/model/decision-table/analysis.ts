import type { ValueKind } from "@mortise/expression";
import { isRanged, type DecisionTable, type TableCell } from "./table.ts";

/** What is known of a column of conditions. */
export interface ColumnFacts {
  readonly kind: ValueKind;
  /** All values there are, of fields with options. */
  readonly options?: readonly string[];
}

/** A part of what a column can hold, of which no row takes only some. */
export type Atom =
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "range"; readonly from: string | null; readonly to: string | null }
  /** Every other value. */
  | { readonly kind: "other" }
  | { readonly kind: "empty" };

/** A case that no row takes: what each column holds in it. `undefined`: whatever it holds. */
export type Gap = readonly (readonly Atom[] | undefined)[];

/** What is wrong with a table. */
export interface TableAnalysis {
  /** Rows that never apply, since those above take all their cases. */
  readonly unreachable: ReadonlySet<number>;
  /** Cases that no row takes, the widest first; not all of them when there are many. */
  readonly gaps: readonly Gap[];
  /** False when the table is too large to say which cases are left. */
  readonly isComplete: boolean;
}

/** Boxes looked at; more are too many to say anything. */
const MOST_BOXES = 3_000;
const MOST_GAPS = 5;

/** For each column the places of the atoms that belong to the box. */
type Box = readonly ReadonlySet<number>[];

/** Finds rows that never apply in a table whose first fitting row wins, and cases that no row takes. */
export function analyseTable(table: DecisionTable, facts: readonly ColumnFacts[]): TableAnalysis {
  const columns = table.inputs.map((input, index) => {
    const fact = facts[index] ?? { kind: "text" };
    return {
      input,
      fact,
      atoms: atomsOf(
        table.rows.map(({ when }) => when[input.id]),
        fact,
      ),
    };
  });
  const whole: Box = columns.map(({ atoms }) => new Set(atoms.keys()));
  const boxes = table.rows.map(({ when }) =>
    columns.map(({ input, fact, atoms }) => covered(when[input.id], atoms, fact.kind)),
  );
  const unreachable = new Set<number>();
  for (const [index, box] of boxes.entries()) {
    const left = subtractAll([box], boxes.slice(0, index));
    if (left && left.length === 0) unreachable.add(index);
  }
  const left = subtractAll([whole], boxes);
  if (!left) return { unreachable, gaps: [], isComplete: false };
  const gaps = left
    .toSorted((one, other) => sizeOf(other) - sizeOf(one))
    .slice(0, MOST_GAPS)
    .map((box): Gap =>
      box.map((held, column) => {
        const atoms = columns[column]?.atoms ?? [];
        return held.size === atoms.length ? undefined : atoms.filter((_atom, place) => held.has(place));
      }),
    );
  return { unreachable, gaps, isComplete: true };
}

function atomsOf(cells: readonly (TableCell | undefined)[], { kind, options }: ColumnFacts): readonly Atom[] {
  if (isRanged(kind)) return rangesOf(cells, kind);
  const values = new Set(options ?? (kind === "boolean" ? ["true", "false"] : []));
  for (const cell of cells) if (cell?.kind === "values") for (const value of cell.values) values.add(value);
  const known = [...values].map((value): Atom => ({ kind: "value", value }));
  const isClosed = options !== undefined || kind === "boolean";
  return [...known, ...(isClosed ? [] : [{ kind: "other" } as const]), { kind: "empty" }];
}

function rangesOf(cells: readonly (TableCell | undefined)[], kind: ValueKind): readonly Atom[] {
  const found = cells.flatMap((cell) => (cell?.kind === "range" ? [cell.from, cell.to] : []));
  const bounds = [...new Set(found.filter((bound) => bound !== null))].toSorted((one, other) =>
    compare(one, other, kind),
  );
  const edges = [null, ...bounds, null];
  const ranges = edges.slice(1).map((to, index): Atom => ({ kind: "range", from: edges[index] ?? null, to }));
  return [...ranges, { kind: "empty" }];
}

function compare(one: string, other: string, kind: ValueKind): number {
  if (kind === "number" || kind === "duration") return Number(one) - Number(other);
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Places of the atoms that a cell takes. */
function covered(cell: TableCell | undefined, atoms: readonly Atom[], kind: ValueKind): ReadonlySet<number> {
  const takes = (atom: Atom): boolean => {
    if (!cell) return true;
    if (cell.kind === "values")
      return atom.kind === "value" && cell.values.some((value) => isWithin(atom.value, value, kind));
    if (atom.kind !== "range") return false;
    const isAfter = cell.from === null || (atom.from !== null && compare(atom.from, cell.from, kind) >= 0);
    const isBefore = cell.to === null || (atom.to !== null && compare(atom.to, cell.to, kind) <= 0);
    return isAfter && isBefore;
  };
  return new Set([...atoms.entries()].flatMap(([place, atom]) => (takes(atom) ? [place] : [])));
}

/** A region lies within those whose code its own begins with. */
function isWithin(value: string, taken: string, kind: ValueKind): boolean {
  return kind === "region" ? value.startsWith(taken) : value === taken;
}

/** What is left of boxes without others; undefined when there are too many pieces. */
function subtractAll(from: readonly Box[], others: readonly Box[]): readonly Box[] | undefined {
  let left = from;
  for (const other of others) {
    left = left.flatMap((box) => subtract(box, other));
    if (left.length > MOST_BOXES) return undefined;
  }
  return left;
}

function subtract(box: Box, other: Box): readonly Box[] {
  const common = box.map((held, column) => new Set([...held].filter((atom) => other[column]?.has(atom))));
  if (common.some((held) => held.size === 0)) return [box];
  return box.flatMap((held, column): readonly Box[] => {
    const rest = new Set([...held].filter((atom) => !other[column]?.has(atom)));
    if (rest.size === 0) return [];
    // Columns before it as in both, this one without the other, those behind it whole.
    return [box.map((whole, at) => (at < column ? (common[at] ?? whole) : at === column ? rest : whole))];
  });
}

function sizeOf(box: Box): number {
  return box.reduce((size, held) => size * held.size, 1);
}
