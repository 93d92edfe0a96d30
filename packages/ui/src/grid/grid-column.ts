import type { ReactNode } from "react";

/** How a cell is edited in place. */
export interface CellEditing<Row> {
  /** Value the editor starts with. */
  value(row: Row): unknown;
  /** The editor; the grid saves on Enter, Tab and a click elsewhere, and gives up on Esc. */
  render(props: {
    readonly row: Row;
    readonly value: unknown;
    readonly onChange: (value: unknown) => void;
    /** Saves at once, for editors where choosing is finishing. */
    readonly commit: (value: unknown) => void;
  }): ReactNode;
  /** Whether this row's cell may be edited. */
  allowed?(row: Row): boolean;
}

/** One column. `width` in CSS pixels. The first column stays in sight while scrolling sideways. */
export interface GridColumn<Row> {
  readonly id: string;
  /** Plain name: heading and accessible name. */
  readonly label: string;
  readonly width: number;
  readonly icon?: ReactNode;
  readonly align?: "start" | "end";
  readonly sort?: "ascending" | "descending" | undefined;
  readonly sortable?: boolean;
  render(row: Row): ReactNode;
  readonly edit?: CellEditing<Row> | undefined;
}

/** Where the grid takes its rows from; `PagedRows` is one. */
export interface GridSource<Row> {
  rowAt(index: number): Row | undefined;
  need(first: number, end: number): void;
}

/** Where each column begins, and the width of all of them. */
export interface ColumnLayout {
  readonly offsets: readonly number[];
  readonly width: number;
}

/** Puts columns side by side after a leading gutter. */
export function layOutColumns(widths: readonly number[], gutter: number): ColumnLayout {
  const offsets: number[] = [];
  let width = gutter;
  for (const each of widths) {
    offsets.push(width);
    width += each;
  }
  return { offsets, width };
}

/** Indexes of the columns to draw: the frozen first one and those near the visible part. */
export function visibleColumns(
  layout: ColumnLayout,
  widths: readonly number[],
  view: { readonly left: number; readonly width: number },
): readonly number[] {
  const margin = 240;
  return widths.flatMap((width, index) => {
    const start = layout.offsets[index] ?? 0;
    const near = start + width > view.left - margin && start < view.left + view.width + margin;
    return index === 0 || near ? [index] : [];
  });
}
