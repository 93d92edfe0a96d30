import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import { Checkbox } from "antd";
import { type PointerEvent as ReactPointerEvent, useRef } from "react";
import type { ColumnLayout, GridColumn } from "./grid-column.ts";

const MIN_WIDTH = 60;

interface GridHeaderProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly visible: readonly number[];
  readonly layout: ColumnLayout;
  readonly gutter: number;
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
}

/** The sticky first line of the grid: names, sort marks, resize handles. */
export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  const { columns, visible, layout, gutter, selectAll } = props;
  return (
    <div className="m-grid-head" role="row" aria-rowindex={1} style={{ width: layout.width }}>
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
        return column ? <HeaderCell key={column.id} {...props} column={column} index={index} /> : null;
      })}
    </div>
  );
}

function HeaderCell<Row>({
  column,
  index,
  layout,
  gutter,
  onSort,
  onResize,
}: GridHeaderProps<Row> & { readonly column: GridColumn<Row>; readonly index: number }) {
  const frozen = index === 0;
  const style = { width: column.width, left: frozen ? gutter : layout.offsets[index] };
  const name = (
    <>
      {column.icon}
      <span className="m-grid-head-name">{column.label}</span>
      {column.sort === "ascending" ? <CaretUpOutlined aria-hidden="true" /> : null}
      {column.sort === "descending" ? <CaretDownOutlined aria-hidden="true" /> : null}
    </>
  );
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={column.sort ?? (column.sortable ? "none" : undefined)}
      className={`m-grid-head-cell${frozen ? " m-grid-frozen" : ""}${column.align === "end" ? " m-grid-end" : ""}`}
      style={style}
      title={column.label}
    >
      {column.sortable && onSort ? (
        <button type="button" onClick={() => onSort(column.id)}>
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
