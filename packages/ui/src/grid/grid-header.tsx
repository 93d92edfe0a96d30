import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { Checkbox } from "antd";
import {
  type KeyboardEvent,
  type PointerEvent as ReactPointerEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useText } from "../locale/use-text.ts";
import type { ColumnLayout, GridColumn } from "./grid-column.ts";
import { frozenClass } from "./grid-row.tsx";
import { gridText } from "./text.ts";
import { useColumnDrag } from "./use-column-drag.ts";

const MIN_WIDTH = 60;
/** Pixels by which one key press makes a column wider or narrower. */
const WIDTH_STEP = 20;
/** The first column stays where it is: it names the rows. */
const FIRST_MOVABLE = 1;

interface GridHeaderProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly visible: readonly number[];
  readonly layout: ColumnLayout;
  readonly gutter: number;
  readonly frozen: number;
  readonly selectAll:
    | {
        readonly checked: boolean;
        readonly some: boolean;
        readonly label: string;
        readonly toggle: () => void;
      }
    | undefined;
  readonly onSort: ((columnId: string) => void) | undefined;
  readonly onResize: ((columnId: string, width: number) => void) | undefined;
  /** Puts a column at another place among the columns. */
  readonly onMove: ((from: number, to: number) => void) | undefined;
}

/** The sticky first line of the grid: names, sort marks, resize handles; its headings are dragged to other places. */
export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  const { columns, visible, layout, gutter, selectAll } = props;
  const line = useRef<HTMLDivElement>(null);
  const { drag, begin, ...capture } = useColumnDrag(line, FIRST_MOVABLE, props.onMove);
  const [spoken, setSpoken] = useState("");
  const moved = useRef<string | undefined>(undefined);
  // A heading that is put elsewhere in the document loses the focus; the next key press is meant for it.
  useLayoutEffect(() => {
    const index = columns.findIndex(({ id }) => id === moved.current);
    moved.current = undefined;
    if (index >= 0) headingAt(line.current, index)?.focus();
  }, [columns]);
  return (
    <div
      ref={line}
      className="m-grid-head"
      role="row"
      aria-rowindex={1}
      style={{ width: layout.width }}
      {...capture}
    >
      {selectAll ? (
        <div className="m-grid-gutter" role="columnheader" style={{ width: gutter }}>
          <Checkbox
            checked={selectAll.checked}
            indeterminate={selectAll.some && !selectAll.checked}
            onChange={selectAll.toggle}
            aria-label={selectAll.label}
          />
        </div>
      ) : null}
      {visible.map((index) => {
        const column = columns[index];
        return column ? (
          <HeaderCell
            key={column.id}
            {...props}
            column={column}
            index={index}
            isMoved={drag?.from === index}
            onDragStart={begin}
            onKeyMove={(from, to) => {
              moved.current = column.id;
              props.onMove?.(from, to);
            }}
            speak={setSpoken}
          />
        ) : null;
      })}
      {drag ? <div className="m-grid-drop" style={{ left: drag.x }} /> : null}
      <span className="m-visually-hidden" aria-live="polite">
        {spoken}
      </span>
    </div>
  );
}

function headingAt(line: HTMLElement | null, index: number): HTMLElement | null | undefined {
  return line?.querySelector<HTMLElement>(`[aria-colindex="${index + 1}"] > button`);
}

function HeaderCell<Row>({
  column,
  columns,
  index,
  layout,
  frozen,
  isMoved,
  onSort,
  onResize,
  onMove,
  onDragStart,
  onKeyMove,
  speak,
}: GridHeaderProps<Row> & {
  readonly column: GridColumn<Row>;
  readonly index: number;
  readonly isMoved: boolean;
  readonly onDragStart: (event: ReactPointerEvent, from: number) => void;
  readonly onKeyMove: (from: number, to: number) => void;
  readonly speak: (text: string) => void;
}) {
  const t = useText(gridText);
  const onSorted = column.sortable ? onSort : undefined;
  const name = (
    <>
      {column.icon}
      <span className="m-grid-head-name">{column.label}</span>
      {column.sort === "ascending" ? <CaretUpOutlined aria-hidden="true" /> : null}
      {column.sort === "descending" ? <CaretDownOutlined aria-hidden="true" /> : null}
    </>
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || !event.altKey) return;
    event.preventDefault(); // the browser would leave the page
    const to = index + step;
    if (event.shiftKey && onResize) {
      const width = Math.max(MIN_WIDTH, column.width + step * WIDTH_STEP);
      onResize(column.id, width);
      speak(fillText(t.columnWidth, { name: column.label, n: width }));
    } else if (!event.shiftKey && onMove && Math.min(to, index) >= FIRST_MOVABLE && to < columns.length) {
      onKeyMove(index, to);
      speak(fillText(t.columnPlace, { name: column.label, n: to + 1, of: columns.length }));
    }
  };
  const classes = [
    "m-grid-head-cell",
    frozenClass(index, frozen),
    column.align === "end" ? "m-grid-end" : "",
    isMoved ? "m-grid-head-moved" : "",
  ];
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={column.sort ?? (column.sortable ? "none" : undefined)}
      className={classes.filter(Boolean).join(" ")}
      style={{ width: column.width, left: layout.offsets[index] }}
      title={column.label}
      onKeyDown={onKeyDown}
    >
      {onSorted || onResize || onMove ? (
        <button
          type="button"
          aria-keyshortcuts={shortcuts(onMove !== undefined, onResize !== undefined)}
          onPointerDown={(event) => onDragStart(event, index)}
          onClick={() => onSorted?.(column.id)}
        >
          {name}
        </button>
      ) : (
        <span className="m-grid-head-plain">{name}</span>
      )}
      {onResize ? (
        <ResizeHandle width={column.width} onResize={(width) => onResize(column.id, width)} />
      ) : null}
    </div>
  );
}

function shortcuts(moves: boolean, resizes: boolean): string | undefined {
  const keys = [
    ...(moves ? ["Alt+ArrowLeft", "Alt+ArrowRight"] : []),
    ...(resizes ? ["Alt+Shift+ArrowLeft", "Alt+Shift+ArrowRight"] : []),
  ];
  return keys.length > 0 ? keys.join(" ") : undefined;
}

function ResizeHandle({
  width,
  onResize,
}: {
  readonly width: number;
  readonly onResize: (width: number) => void;
}) {
  const start = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined);
  const move = (event: ReactPointerEvent) => {
    const from = start.current;
    if (from) onResize(Math.max(MIN_WIDTH, Math.round(from.width + event.clientX - from.x)));
  };
  return (
    <span
      className="m-grid-resize"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={move}
      onPointerUp={(event) => {
        move(event);
        start.current = undefined;
      }}
    />
  );
}
