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
import { useText } from "../locale/use-text.ts";
import { type GridColumn, type GridSource, layOutColumns, visibleColumns } from "./grid-column.ts";
import { GridHeader } from "./grid-header.tsx";
import { type GridCell, gridIntent } from "./grid-keys.ts";
import { type GridRange, rangeSize } from "./grid-range.ts";
import { GridRow } from "./grid-row.tsx";
import { gridWindow, scrollTopFor } from "./grid-window.ts";
import { gridText } from "./text.ts";
import { useGridEditing } from "./use-grid-editing.ts";
import { type RangeActions, runRangeKey, useGridRange } from "./use-grid-range.ts";
import { useGridSelection } from "./use-grid-selection.ts";
import { useGridViewport } from "./use-grid-viewport.ts";

const HEADER_HEIGHT = 36;
const GUTTER = 40;
/** Rows drawn above and below what is visible. */
const OVERSCAN = 8;

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
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  readonly hideHeader?: boolean;
}

/**
 * A table of any number of rows of equal height: only what is in sight is drawn, the first column and the
 * header stay, cells are walked with the keyboard and edited in place.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { columns, source, rowCount, rowHeight = 38, onOpen, label } = props;
  const t = useText(gridText);
  const idPrefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useGridViewport(scroller);
  const [active, setActive] = useState<GridCell | undefined>(undefined);
  const header = props.hideHeader ? 0 : HEADER_HEIGHT;
  const gutter = props.selection ? GUTTER : 0;
  const bodyHeight = Math.max(0, viewport.height - header);
  const window = gridWindow({
    rows: rowCount,
    rowHeight,
    viewportHeight: bodyHeight,
    scrollTop: viewport.top,
    overscan: OVERSCAN,
  });
  const { first, end } = window;
  // Rows that leave lend their elements to rows that come: making new ones is what scrolling would wait for.
  const slots = Math.ceil(bodyHeight / rowHeight) + 2 * OVERSCAN + 2;

  useEffect(() => {
    if (end > first) source.need(first, end);
    // A new version of the same source may lack what it had.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [source, first, end, props.version]);

  const widths = useMemo(() => columns.map((column) => column.width), [columns]);
  const layout = useMemo(() => layOutColumns(widths, gutter), [widths, gutter]);
  const shown = visibleColumns(layout, widths, viewport).join(",");
  const visible = useMemo(() => shown.split(",").filter(Boolean).map(Number), [shown]);

  const moveTo = useCallback(
    (cell: GridCell) => {
      setActive(cell);
      const element = scroller.current;
      if (!element) return;
      const geometry = {
        rows: rowCount,
        rowHeight,
        viewportHeight: bodyHeight,
        scrollTop: element.scrollTop,
      };
      element.scrollTop = scrollTopFor(cell.row, geometry);
      const start = layout.offsets[cell.column] ?? 0;
      const frozen = gutter + (widths[0] ?? 0);
      if (cell.column > 0 && start < element.scrollLeft + frozen) element.scrollLeft = start - frozen;
      const overflow = start + (widths[cell.column] ?? 0) - element.scrollLeft - element.clientWidth;
      if (cell.column > 0 && overflow > 0) element.scrollLeft += overflow;
    },
    [rowCount, rowHeight, bodyHeight, layout, widths, gutter],
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
  const ranging = useGridRange({ scroller, active, setActive, moveTo, actions, header, idAt, version });
  const { goTo } = ranging;
  const editing = useGridEditing({ columns, source, rowCount, rowId, onEdit: props.onEdit, onMove: goTo });
  const editedId = editing.edit && rowId(editing.edit.of);
  const several = ranging.range && rangeSize(ranging.range).cells > 1 ? ranging.range : undefined;
  // Once per range and version, not on every frame of scrolling: it may be of thousands of cells.
  // oxlint-disable-next-line react/memo-dependencies, react-hooks/exhaustive-deps
  const summary = useMemo(() => several && actions?.summary(several), [several, actions, version]);
  const selection = useGridSelection(props);

  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing.edit) scroller.current?.focus({ preventScroll: true });
    wasEditing.current = editing.edit !== undefined;
  }, [editing.edit]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing.edit || event.target !== scroller.current) return;
    if (runRangeKey(event, actions, ranging.range)) return event.preventDefault();
    const cell = active ?? { row: 0, column: 0 };
    const intent = gridIntent(event, {
      cell,
      rows: rowCount,
      columns: columns.length,
      pageRows: Math.max(1, Math.floor(bodyHeight / rowHeight) - 1),
      editable: editing.canEdit(cell),
    });
    if (!intent || rowCount === 0 || (intent.type === "all" && !actions)) return;
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
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-multiselectable={props.selection || actions ? true : undefined}
      aria-activedescendant={active ? `${idPrefix}-${active.row}-${active.column}` : undefined}
      onKeyDown={onKeyDown}
    >
      {props.hideHeader ? null : (
        <GridHeader
          columns={columns}
          visible={visible}
          layout={layout}
          gutter={gutter}
          selectAll={selection.all ? { ...selection.all, label: t.selectAll } : undefined}
          onSort={props.onSort}
          onResize={props.onResize}
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
              idPrefix={idPrefix}
              selected={
                props.selection ? row !== undefined && props.selection.has(props.rowId(row)) : undefined
              }
              activeColumn={active?.row === index ? active.column : undefined}
              rangeLeft={isWithin(index, several) ? several?.left : undefined}
              rangeRight={isWithin(index, several) ? several?.right : undefined}
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
