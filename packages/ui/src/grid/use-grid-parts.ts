import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import type { GridCell } from "./grid-keys.ts";
import { rangeSize } from "./grid-range.ts";
import { useGridEditing } from "./use-grid-editing.ts";
import { useGridRange } from "./use-grid-range.ts";
import { useGridSelection } from "./use-grid-selection.ts";
import { useGridTyping } from "./use-grid-typing.ts";
import { useGridView } from "./use-grid-view.ts";
import type { VirtualGridProps } from "./virtual-grid-props.ts";

const HEADER_HEIGHT = 36;
const GUTTER = 40;
const ROW_HEIGHT = 38;

/** What the parts of one grid share: what is in sight, the active cell, the range, the edited cell, the selection. */
export function useGridParts<Row>(props: VirtualGridProps<Row>) {
  const { columns, source, rowCount, rowHeight = ROW_HEIGHT, rowId, version } = props;
  const idPrefix = useId();
  const [active, setActive] = useState<GridCell | undefined>(undefined);
  const header = props.hideHeader ? 0 : HEADER_HEIGHT;
  const gutter = props.selection ? GUTTER : 0;
  const view = useGridView({ columns, rowCount, rowHeight, header, gutter, frozen: props.frozen ?? 1 });
  const { scroller, window, reveal } = view;
  useNeededRows(props, window);
  const moveTo = useCallback(
    (cell: GridCell) => {
      setActive(cell);
      reveal(cell);
    },
    [reveal],
  );
  const idAt = useCallback(
    (index: number) => {
      const row = source.rowAt(index);
      return row === undefined ? undefined : rowId(row);
    },
    [source, rowId],
  );
  const actions = props.rangeActions;
  const places = { scroller, active, setActive, moveTo, header, idAt };
  const ranging = useGridRange({ ...places, actions, rowCount, version });
  const { goTo } = ranging;
  const editing = useGridEditing({ columns, source, rowCount, rowId, onEdit: props.onEdit, onMove: goTo });
  const idOf = (cell: GridCell) => `${idPrefix}-${cell.row}-${cell.column}`;
  const typing = useGridTyping({
    scroller,
    activeElement: () => (active && document.getElementById(idOf(active))) ?? undefined,
    start: () => active !== undefined && editing.start(active, { replaces: true }),
  });
  useFocusAfterEditing(editing.edit !== undefined, typing.focus);
  const selection = useGridSelection(props);
  const activeId = active && idOf(active);
  const { several, summary } = useChosenCells(props, ranging);
  const parts = {
    idPrefix,
    rowHeight,
    gutter,
    view,
    active,
    activeId,
    setActive,
    idAt,
    ranging,
    editing,
    typing,
    selection,
    several,
  };
  return { parts, scroller, idPrefix, activeId, summary, onFocus: typing.onFocus };
}

/** The parts of one grid. */
export type GridParts<Row> = ReturnType<typeof useGridParts<Row>>["parts"];

function useNeededRows<Row>(
  { source, version }: VirtualGridProps<Row>,
  { first, end }: { readonly first: number; readonly end: number },
): void {
  useEffect(() => {
    if (end > first) source.need(first, end);
    // A new version of the same source may lack what it had.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [source, first, end, version]);
}

/** The keyboard comes back to the grid when an editor closes. */
function useFocusAfterEditing(isEditing: boolean, focus: () => void): void {
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) focus();
    wasEditing.current = isEditing;
  }, [focus, isEditing]);
}

/** The range while it is of several cells, with a line about it. */
function useChosenCells<Row>(
  { rangeActions: actions, version }: VirtualGridProps<Row>,
  { range, filled }: ReturnType<typeof useGridRange>,
) {
  const chosen = filled ?? range;
  const several = chosen && rangeSize(chosen).cells > 1 ? chosen : undefined;
  // Once per range and version, not on every frame of scrolling: it may be of thousands of cells.
  // oxlint-disable-next-line react/memo-dependencies, react-hooks/exhaustive-deps
  const summary = useMemo(() => several && actions?.summary(several), [several, actions, version]);
  return { several, summary };
}
