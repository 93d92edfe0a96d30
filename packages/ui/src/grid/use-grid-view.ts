import { useCallback, useMemo, useRef } from "react";
import { frozenColumns, frozenEnd, type GridColumn, layOutColumns, visibleColumns } from "./grid-column.ts";
import type { GridCell } from "./grid-keys.ts";
import { gridWindow, scrollTopFor } from "./grid-window.ts";
import { useGridViewport } from "./use-grid-viewport.ts";

/** Rows drawn above and below what is visible. */
const OVERSCAN = 8;

interface GridViewOptions<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly rowCount: number;
  readonly rowHeight: number;
  /** Pixels of the header and of the column of checkboxes. */
  readonly header: number;
  readonly gutter: number;
  /** How many columns are wished to stay in sight. */
  readonly frozen: number;
}

/** What of the grid is in sight, where its columns stand, and the way to bring a cell into sight. */
export function useGridView<Row>(options: GridViewOptions<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const { columns, rowCount, rowHeight, header, gutter } = options;
  const viewport = useGridViewport(scroller);
  const bodyHeight = Math.max(0, viewport.height - header);
  const window = gridWindow({
    rows: rowCount,
    rowHeight,
    viewportHeight: bodyHeight,
    scrollTop: viewport.top,
    overscan: OVERSCAN,
  });
  const widths = useMemo(() => columns.map((column) => column.width), [columns]);
  const layout = useMemo(() => layOutColumns(widths, gutter), [widths, gutter]);
  const frozen = frozenColumns(layout, options.frozen, viewport.width);
  const shown = visibleColumns(layout, widths, { ...viewport, frozen }).join(",");
  // The same list while the same columns are shown: rows are drawn again only when something of theirs changed.
  const visible = useMemo(() => shown.split(",").filter(Boolean).map(Number), [shown]);

  const reveal = useCallback(
    (cell: GridCell) => {
      const element = scroller.current;
      if (!element) return;
      const { scrollTop } = element;
      element.scrollTop = scrollTopFor(cell.row, {
        rows: rowCount,
        rowHeight,
        viewportHeight: bodyHeight,
        scrollTop,
      });
      if (cell.column < frozen) return;
      const start = layout.offsets[cell.column] ?? 0;
      const left = start - frozenEnd(layout, frozen);
      if (left < element.scrollLeft) element.scrollLeft = left;
      const overflow = start + (widths[cell.column] ?? 0) - element.scrollLeft - element.clientWidth;
      if (overflow > 0) element.scrollLeft += overflow;
    },
    [scroller, rowCount, rowHeight, bodyHeight, layout, widths, frozen],
  );
  return {
    scroller,
    window,
    layout,
    frozen,
    visible,
    reveal,
    /** Rows that one page of the screen holds. */
    pageRows: Math.max(1, Math.floor(bodyHeight / rowHeight) - 1),
    // Rows that leave lend their elements to rows that come: making new ones is what scrolling would wait for.
    slots: Math.ceil(bodyHeight / rowHeight) + 2 * OVERSCAN + 2,
  };
}
