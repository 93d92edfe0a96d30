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

/** One column. `width` in CSS pixels. */
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

/** The part of the width that columns may take which stay in sight; the rest is there to scroll. */
const FROZEN_SHARE = 0.7;

/** How many columns stay in sight: those asked for, as far as they leave room for the others. */
export function frozenColumns(layout: ColumnLayout, asked: number, viewportWidth: number): number {
  const fits = layout.offsets.findLastIndex((start) => start <= viewportWidth * FROZEN_SHARE);
  return Math.max(0, Math.min(asked, fits, layout.offsets.length));
}

/** Where what does not stay in sight begins: the end of the frozen columns. */
export function frozenEnd({ offsets, width }: ColumnLayout, frozen: number): number {
  return offsets[frozen] ?? width;
}

/** Indexes of the columns to draw: the frozen ones and those near the visible part. */
export function visibleColumns(
  layout: ColumnLayout,
  widths: readonly number[],
  view: { readonly left: number; readonly width: number; readonly frozen: number },
): readonly number[] {
  const margin = 240;
  return widths.flatMap((width, index) => {
    const start = layout.offsets[index] ?? 0;
    const near = start + width > view.left - margin && start < view.left + view.width + margin;
    return index < view.frozen || near ? [index] : [];
  });
}
