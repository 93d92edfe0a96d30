import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useText } from "../locale/use-text.ts";
import type { GridColumn, GridSource } from "./grid-column.ts";
import { GridHeader } from "./grid-header.tsx";
import { type GridCell, gridIntent } from "./grid-keys.ts";
import { type GridRange, rangeSize } from "./grid-range.ts";
import { GridRow } from "./grid-row.tsx";
import { gridText } from "./text.ts";
import { useGridEditing } from "./use-grid-editing.ts";
import { TypingField } from "./typing-field.tsx";
import { type RangeActions, runRangeKey, useGridRange } from "./use-grid-range.ts";
import { useGridSelection } from "./use-grid-selection.ts";
import { isForInputMethod, useGridTyping } from "./use-grid-typing.ts";
import { useGridView } from "./use-grid-view.ts";

const HEADER_HEIGHT = 36;
const GUTTER = 40;

/** Rows from this height on show several lines of text. */
const WRAPS_FROM = 60;

/** Props of `VirtualGrid`. */
export interface VirtualGridProps<Row> {
  /** Accessible name. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly source: GridSource<Row>;
  readonly rowCount: number;
  /** Changes whenever rows of the source changed, so that they are drawn again. */
  readonly version: number;
  readonly rowId: (row: Row) => string;
  readonly rowHeight?: number;
  /** So many columns from the first stay in sight while scrolling sideways, as far as there is room; one when absent. */
  readonly frozen?: number | undefined;
  /** The CSS colour behind a row; undefined for the paper itself. */
  readonly tintOf?: ((row: Row) => string | undefined) | undefined;
  /** Ids of the selected rows; without it there are no checkboxes. */
  readonly selection?: ReadonlySet<string> | undefined;
  readonly onSelectionChange?: ((selection: ReadonlySet<string>) => void) | undefined;
  /** With it blocks of cells are chosen, copied, pasted over and filled. */
  readonly rangeActions?: RangeActions | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly onEdit?: ((row: Row, columnId: string, value: unknown) => void) | undefined;
  readonly onSort?: ((columnId: string) => void) | undefined;
  readonly onResize?: ((columnId: string, width: number) => void) | undefined;
  /** Puts a column at another place; the first stays where it is. */
  readonly onMoveColumn?: ((from: number, to: number) => void) | undefined;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  readonly hideHeader?: boolean;
}

/**
 * A table of any number of rows of equal height: only what is in sight is drawn, the frozen columns and the
 * header stay, cells are walked with the keyboard and edited in place.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { columns, source, rowCount, rowHeight = 38, onOpen, label } = props;
  const t = useText(gridText);
  const idPrefix = useId();
  const [active, setActive] = useState<GridCell | undefined>(undefined);
  const header = props.hideHeader ? 0 : HEADER_HEIGHT;
  const gutter = props.selection ? GUTTER : 0;
  const view = useGridView({
    columns,
    rowCount,
    rowHeight,
    header,
    gutter,
    frozen: props.frozen ?? 1,
  });
  const { scroller, window, layout, frozen, visible, slots, reveal } = view;
  const { first, end } = window;

  useEffect(() => {
    if (end > first) source.need(first, end);
    // A new version of the same source may lack what it had.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [source, first, end, props.version]);

  const moveTo = useCallback(
    (cell: GridCell) => {
      setActive(cell);
      reveal(cell);
    },
    [reveal],
  );
  const actions = props.rangeActions;
  const { rowId, version } = props;
  const idAt = useCallback(
    (index: number) => {
      const row = source.rowAt(index);
      return row === undefined ? undefined : rowId(row);
    },
    [source, rowId],
  );
  const ranging = useGridRange({
    scroller,
    active,
    setActive,
    moveTo,
    actions,
    header,
    idAt,
    rowCount,
    version,
  });
  const { goTo } = ranging;
  const editing = useGridEditing({ columns, source, rowCount, rowId, onEdit: props.onEdit, onMove: goTo });
  const editedId = editing.edit && rowId(editing.edit.of);
  const chosen = ranging.filled ?? ranging.range;
  const several = chosen && rangeSize(chosen).cells > 1 ? chosen : undefined;
  const corner = actions?.fill && !editing.edit ? ranging.range : undefined;
  // Once per range and version, not on every frame of scrolling: it may be of thousands of cells.
  // oxlint-disable-next-line react/memo-dependencies, react-hooks/exhaustive-deps
  const summary = useMemo(() => several && actions?.summary(several), [several, actions, version]);
  const selection = useGridSelection(props);

  const idOf = (cell: GridCell) => `${idPrefix}-${cell.row}-${cell.column}`;
  const typing = useGridTyping({
    scroller,
    activeElement: () => (active && document.getElementById(idOf(active))) ?? undefined,
    start: () => active !== undefined && editing.start(active, { replaces: true }),
  });
  const focusGrid = typing.focus;
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing.edit) focusGrid();
    wasEditing.current = editing.edit !== undefined;
  }, [focusGrid, editing.edit]);

  const onKeyDown = (event: KeyboardEvent) => {
    const isHere = event.target === scroller.current || event.target === typing.field.current;
    if (editing.edit || !isHere) return;
    if (isForInputMethod(event)) return active && reveal(active);
    if (runRangeKey(event, actions, ranging.range)) return event.preventDefault();
    const cell = active ?? { row: 0, column: 0 };
    const intent = gridIntent(event, {
      cell,
      rows: rowCount,
      columns: columns.length,
      pageRows: view.pageRows,
      editable: editing.canEdit(cell),
    });
    if (!intent || rowCount === 0 || (intent.type === "all" && !actions)) return;
    // The editor has to have the focus before the browser types the letter: it goes where the focus is.
    if (intent.type === "type") return flushSync(() => void editing.start(cell, { replaces: true }));
    event.preventDefault();
    if (intent.type === "move" && intent.extend && actions && active) ranging.extendTo(intent.to);
    else if (intent.type === "move") goTo(active ? intent.to : cell);
    else if (intent.type === "all")
      ranging.choose({ row: 0, column: 0 }, { row: rowCount - 1, column: columns.length - 1 });
    else if (intent.type === "edit") editing.start(cell);
    else if (intent.type === "select") selection.toggle(cell.row, intent.range);
    else if (intent.type === "cancel") setActive(undefined);
    else {
      const row = source.rowAt(cell.row);
      if (row !== undefined) onOpen?.(row);
    }
  };

  const { start, finish } = editing;
  const doubleClick = useCallback(
    (row: number, column: number) => {
      const found = source.rowAt(row);
      if (!start({ row, column }) && found !== undefined) onOpen?.(found);
    },
    [source, start, onOpen],
  );
  const commit = useCallback((value: unknown) => finish({ value }), [finish]);

  const grid = (
    <div
      ref={scroller}
      className={`m-grid${actions ? " m-grid-ranging" : ""}${rowHeight >= WRAPS_FROM ? " m-grid-high" : ""}`}
      role="grid"
      tabIndex={props.onEdit ? -1 : 0}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-multiselectable={props.selection || actions ? true : undefined}
      id={idPrefix}
      aria-activedescendant={active && idOf(active)}
      onFocus={typing.onFocus}
      onKeyDown={onKeyDown}
    >
      {props.onEdit ? (
        <TypingField
          field={typing.field}
          label={label}
          gridId={idPrefix}
          activeId={active && idOf(active)}
          readOnly={!active || !editing.canEdit(active)}
          place={typing.place}
          {...typing.handlers}
        />
      ) : null}
      {props.hideHeader ? null : (
        <GridHeader
          columns={columns}
          visible={visible}
          layout={layout}
          gutter={gutter}
          frozen={frozen}
          selectAll={selection.all ? { ...selection.all, label: t.selectAll } : undefined}
          onSort={props.onSort}
          onResize={props.onResize}
          onMove={props.onMoveColumn}
        />
      )}
      <div
        role="rowgroup"
        className="m-grid-body"
        onMouseDown={ranging.onMouseDown}
        style={{ height: window.scrollHeight, width: layout.width }}
      >
        {Array.from({ length: end - first }, (_unused, position) => {
          const index = first + position;
          const row = source.rowAt(index);
          return (
            <GridRow
              key={index % slots}
              row={row}
              index={index}
              top={index * rowHeight + window.shift}
              height={rowHeight}
              tint={row === undefined ? undefined : props.tintOf?.(row)}
              columns={columns}
              visible={visible}
              layout={layout}
              gutter={gutter}
              frozen={frozen}
              idPrefix={idPrefix}
              selected={
                props.selection ? row !== undefined && props.selection.has(props.rowId(row)) : undefined
              }
              activeColumn={active?.row === index ? active.column : undefined}
              rangeLeft={isWithin(index, several) ? several?.left : undefined}
              rangeRight={isWithin(index, several) ? several?.right : undefined}
              fillHandle={corner?.bottom === index ? corner.right : undefined}
              edited={editedId !== undefined && idAt(index) === editedId ? editing.edit : undefined}
              selectLabel={t.selectRow}
              onSelect={selection.toggle}
              onCellDoubleClick={doubleClick}
              onDraft={editing.draft}
              onCommit={commit}
              onEditorKey={editing.onEditorKey}
            />
          );
        })}
      </div>
      {rowCount === 0 && props.empty ? <div className="m-grid-empty">{props.empty}</div> : null}
    </div>
  );
  if (!actions) return grid;
  return (
    <div className="m-grid-frame">
      {grid}
      <div className="m-grid-status" role="status">
        {summary}
      </div>
    </div>
  );
}

function isWithin(row: number, range: GridRange | undefined): boolean {
  return range !== undefined && row >= range.top && row <= range.bottom;
}
