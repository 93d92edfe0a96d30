import type { ChartPoint } from "@mortise/contract";
import { localize } from "@mortise/kit";
import { type CellLook, cellLooks } from "../../model/cell-look.ts";
import { type ChartContext, drawn } from "../../model/chart-context.ts";

/** A figure of the table, and where it leads. */
export interface PivotCell {
  /** As `pickedPoint` takes it. */
  readonly point: number;
  readonly figure: string;
  readonly value: number | null;
  readonly look: CellLook;
}

/** A column of figures: a path of groups across (none for the total) and one measure. */
export interface PivotColumn {
  readonly id: string;
  readonly labels: readonly string[];
  readonly measure: string;
  readonly measureName: string;
  readonly isTotal: boolean;
}

/** A line of the table. */
export interface PivotRow {
  readonly id: string;
  readonly label: string;
  /** 0 for the outermost groups. */
  readonly depth: number;
  readonly isTotal: boolean;
  /** Groups within it; none at the innermost level. */
  readonly hasParts: boolean;
  readonly isOpen: boolean;
  readonly cells: readonly (PivotCell | undefined)[];
}

/** What somebody did with the table. */
export interface PivotState {
  /** Groups that are not as the card's settings open them. */
  readonly turned: ReadonlySet<string>;
  /** Groups of each level stand by this column. */
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

/** A pivot table, ready to be written. */
export interface PivotTable {
  readonly columns: readonly PivotColumn[];
  readonly rows: readonly PivotRow[];
  readonly total?: PivotRow;
}

interface Group {
  readonly id: string;
  readonly label: string;
  readonly depth: number;
  readonly parts: Map<string, Group>;
}

type Figures = ReadonlyMap<string, { readonly point: number; readonly data: ChartPoint }>;

const ALL = "[]";

/** The table as it stands after what somebody did. */
export function pivotTable(context: ChartContext, state: PivotState): PivotTable {
  const figures = figuresOf(context);
  const columns = columnsOf(context);
  const looks = looksOf(context);
  const cellsOf = (row: string): readonly (PivotCell | undefined)[] =>
    columns.map((column) => {
      const found = figures.get(cellId(row, column.id.slice(0, column.id.lastIndexOf(" "))));
      if (!found) return undefined;
      const value = drawn(context, found.data, column.measure);
      const isLeaf = found.point < context.data.points.length;
      return {
        point: found.point,
        figure: context.format(column.measure).full(found.data.values[column.measure] ?? null),
        value,
        look: isLeaf ? (looks.get(column.measure)?.(value) ?? {}) : {},
      };
    });
  const isOpen = (group: Group): boolean =>
    state.turned.has(group.id) !== (context.settings.choice("open") !== "top" || group.depth < 0);
  const rows: PivotRow[] = [];
  const write = (groups: Iterable<Group>): void => {
    for (const group of sorted([...groups], cellsOf, columns, state)) {
      const hasParts = group.parts.size > 0;
      const open = hasParts && isOpen(group);
      const { id, label, depth } = group;
      rows.push({ id, label, depth, isTotal: false, hasParts, isOpen: open, cells: cellsOf(id) });
      if (open) write(group.parts.values());
    }
  };
  write(groupsOf(context).values());
  const totals = cellsOf(ALL);
  const hasTotal = totals.some((cell) => cell !== undefined);
  return {
    columns,
    rows,
    ...(hasTotal
      ? {
          total: {
            id: ALL,
            label: "",
            depth: 0,
            isTotal: true,
            hasParts: false,
            isOpen: false,
            cells: totals,
          },
        }
      : {}),
  };
}

function cellId(row: string, column: string): string {
  return `${row} ${column}`;
}

/** All figures by the groups down and across that they belong to. */
function figuresOf({ data, card }: ChartContext): Figures {
  const down = card.dimensions.length;
  const { points, totals = [] } = data;
  const leaves = points.map((point, index) => ({ point: index, data: point, rows: down }));
  const sums = totals.map((total, index) => ({
    point: points.length + index,
    data: total,
    rows: total.rows,
  }));
  return new Map(
    [...sums, ...leaves].map(({ point, data: one, rows }) => [
      cellId(JSON.stringify(one.keys.slice(0, rows)), JSON.stringify(one.keys.slice(rows))),
      { point, data: one },
    ]),
  );
}

function groupsOf({ data, card }: ChartContext): ReadonlyMap<string, Group> {
  const top = new Map<string, Group>();
  for (const point of data.points) {
    let siblings = top;
    card.dimensions.forEach((_, depth) => {
      const id = JSON.stringify(point.keys.slice(0, depth + 1));
      const group = siblings.get(id) ?? { id, label: point.labels[depth] ?? "", depth, parts: new Map() };
      siblings.set(id, group);
      siblings = group.parts;
    });
  }
  return top;
}

/** Groups across in their order, each with all measures; the total last, where there is one. */
function columnsOf(context: ChartContext): readonly PivotColumn[] {
  const { data, card, locale } = context;
  const down = card.dimensions.length;
  const paths = new Map<string, readonly string[]>();
  for (const { keys, labels } of data.points) {
    const id = JSON.stringify(keys.slice(down));
    if (!paths.has(id)) paths.set(id, labels.slice(down));
  }
  const across = card.columns ?? [];
  const isInTime = across[0]?.grain !== undefined || across[0]?.part !== undefined;
  const ids = isInTime ? [...paths.keys()].toSorted((a, b) => (a < b ? -1 : 1)) : [...paths.keys()];
  const hasTotal = across.length > 0 && (data.totals ?? []).some(({ columns }) => columns === 0);
  const of = (id: string, labels: readonly string[], isTotal: boolean): PivotColumn[] =>
    data.measures.map((measure) => ({
      id: `${id} ${measure.id}`,
      labels,
      measure: measure.id,
      measureName: localize(measure.name, locale),
      isTotal,
    }));
  return [...ids.flatMap((id) => of(id, paths.get(id) ?? [], false)), ...(hasTotal ? of(ALL, [], true) : [])];
}

function looksOf(context: ChartContext): ReadonlyMap<string, (value: number | null) => CellLook> {
  return new Map(
    context.data.measures.map(({ id }) => [
      id,
      cellLooks(
        context,
        id,
        context.data.points.map((point) => drawn(context, point, id)),
      ),
    ]),
  );
}

/** Groups without the figure stand last, whichever way the others are sorted. */
function sorted(
  groups: readonly Group[],
  cellsOf: (row: string) => readonly (PivotCell | undefined)[],
  columns: readonly PivotColumn[],
  { sort }: PivotState,
): readonly Group[] {
  const at = columns.findIndex(({ id }) => id === sort?.column);
  if (!sort || at < 0) return groups;
  const value = (group: Group): number | null => cellsOf(group.id)[at]?.value ?? null;
  const known = groups.flatMap((group) => {
    const figure = value(group);
    return figure === null ? [] : [{ group, figure }];
  });
  const sign = sort.descending ? -1 : 1;
  const first = known.toSorted((a, b) => sign * (a.figure - b.figure)).map(({ group }) => group);
  return [...first, ...groups.filter((group) => value(group) === null)];
}

/** Heads of one row across: neighbours with the same beginning stand under one. */
export function headsOf(
  columns: readonly PivotColumn[],
  depth: number,
): readonly {
  readonly id: string;
  readonly label: string;
  readonly span: number;
  readonly isTotal: boolean;
}[] {
  const heads: { id: string; label: string; span: number; isTotal: boolean }[] = [];
  let before: string | undefined;
  for (const column of columns) {
    const path = JSON.stringify([column.isTotal, column.labels.slice(0, depth + 1)]);
    const last = heads.at(-1);
    if (last && path === before) last.span += 1;
    else heads.push({ id: column.id, label: column.labels[depth] ?? "", span: 1, isTotal: column.isTotal });
    before = path;
  }
  return heads;
}
