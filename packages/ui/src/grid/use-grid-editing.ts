import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import type { GridColumn, GridSource } from "./grid-column.ts";
import { type GridCell, nextEditable } from "./grid-keys.ts";

/** Layers that editors open outside the grid: a click there is not a click elsewhere. */
const EDITOR_LAYERS =
  ".ant-select-dropdown, .ant-picker-dropdown, .ant-cascader-dropdown, .ant-tree-select-dropdown, .ant-dropdown, .ant-popover, .ant-modal-root, .ant-drawer, .ant-message";

interface EditState<Row> extends GridCell {
  readonly value: unknown;
  /** The row that is edited, wherever a refresh of the list puts it. */
  readonly of: Row;
}

/** What the editing of one grid needs. */
export interface GridEditingOptions<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly source: GridSource<Row>;
  readonly rowCount: number;
  readonly rowId: (row: Row) => string;
  readonly onEdit: ((row: Row, columnId: string, value: unknown) => void) | undefined;
  readonly onMove: (cell: GridCell) => void;
}

/** The one cell being edited: started, typed into, saved or given up. */
export function useGridEditing<Row>(options: GridEditingOptions<Row>) {
  const { columns, source, rowCount, rowId, onEdit, onMove } = options;
  const [edit, setEdit] = useState<EditState<Row> | undefined>(undefined);
  const current = useRef<EditState<Row> | undefined>(undefined);
  const initial = useRef<unknown>(undefined);

  const put = useCallback((next: EditState<Row> | undefined) => {
    current.current = next;
    setEdit(next);
  }, []);

  const canEdit = useCallback(
    (cell: GridCell) => {
      const row = source.rowAt(cell.row);
      const editing = columns[cell.column]?.edit;
      return Boolean(onEdit && row !== undefined && editing && (editing.allowed?.(row) ?? true));
    },
    [columns, source, onEdit],
  );

  const start = useCallback(
    (cell: GridCell, { replaces = false } = {}) => {
      const row = source.rowAt(cell.row);
      const editing = columns[cell.column]?.edit;
      if (row === undefined || !editing || !canEdit(cell)) return false;
      // What is typed takes the place of what was there; when nothing is typed, what was there stays.
      initial.current = replaces ? null : editing.value(row);
      put({ ...cell, value: initial.current, of: row });
      return true;
    },
    [columns, source, canEdit, put],
  );

  const finish = useCallback(
    (value?: { readonly value: unknown }) => {
      const state = current.current;
      if (!state) return;
      const typed = value ? value.value : state.value;
      const here = source.rowAt(state.row);
      // In its place the row may be newer than when it was begun; elsewhere it is still the one that is meant.
      const row = here !== undefined && rowId(here) === rowId(state.of) ? here : state.of;
      const column = columns[state.column];
      put(undefined);
      if (column && typed !== initial.current) onEdit?.(row, column.id, typed);
    },
    [columns, source, rowId, onEdit, put],
  );

  const cancel = useCallback(() => put(undefined), [put]);
  const draft = useCallback(
    (value: unknown) => {
      if (current.current) put({ ...current.current, value });
    },
    [put],
  );

  const onEditorKey = useCallback(
    (event: KeyboardEvent) => {
      event.stopPropagation();
      const state = current.current;
      if (!state || event.nativeEvent.isComposing) return;
      if (event.key === "Escape") cancel();
      else if (event.key === "Enter" && !event.shiftKey) {
        finish();
        onMove({ row: Math.min(state.row + 1, rowCount - 1), column: state.column });
      } else if (event.key === "Tab") {
        event.preventDefault();
        const editable = columns.map((column) => column.edit !== undefined);
        const next = nextEditable(state, editable, { rows: rowCount, backwards: event.shiftKey });
        finish();
        if (next) {
          onMove(next);
          start(next);
        }
      }
    },
    [cancel, columns, finish, onMove, rowCount, start],
  );

  useEffect(() => {
    if (!edit) return undefined;
    const outside = (event: MouseEvent) => {
      const target = event.target;
      if (target instanceof Element && !target.closest(`.m-grid-editing, ${EDITOR_LAYERS}`)) finish();
    };
    document.addEventListener("mousedown", outside, true);
    return () => document.removeEventListener("mousedown", outside, true);
  }, [edit, finish]);

  return { edit, start, finish, cancel, draft, canEdit, onEditorKey };
}
