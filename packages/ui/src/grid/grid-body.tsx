import { useCallback } from "react";
import { useText } from "../locale/use-text.ts";
import type { GridRange } from "./grid-range.ts";
import { GridRow } from "./grid-row.tsx";
import { gridText } from "./text.ts";
import type { GridParts } from "./use-grid-parts.ts";
import type { VirtualGridProps } from "./virtual-grid-props.ts";

interface GridBodyProps<Row> {
  readonly grid: VirtualGridProps<Row>;
  readonly parts: GridParts<Row>;
}

/** The rows in sight, at their places in the height that all of them take. */
export function GridBody<Row>({ grid, parts }: GridBodyProps<Row>) {
  const t = useText(gridText);
  const { columns, source, rowId, onOpen, selection: selected } = grid;
  const { view, rowHeight, gutter, idPrefix, active, idAt, ranging, editing, selection, several } = parts;
  const { window, layout, frozen, visible, slots } = view;
  const { first, end } = window;
  const { start, finish } = editing;
  const doubleClick = useCallback(
    (row: number, column: number) => {
      const found = source.rowAt(row);
      if (!start({ row, column }) && found !== undefined) onOpen?.(found);
    },
    [source, start, onOpen],
  );
  const commit = useCallback((value: unknown) => finish({ value }), [finish]);
  const editedId = editing.edit && rowId(editing.edit.of);
  const corner = grid.rangeActions?.fill && !editing.edit ? ranging.range : undefined;
  return (
    <div
      role="rowgroup"
      className="m-grid-body"
      onMouseDown={ranging.onMouseDown}
      style={{ height: window.scrollHeight, width: layout.width }}
    >
      {Array.from({ length: end - first }, (_unused, position) => {
        const index = first + position;
        const row = source.rowAt(index);
        const range = isWithin(index, several) ? several : undefined;
        return (
          <GridRow
            key={index % slots}
            {...{ row, index, columns, visible, layout, gutter, frozen, idPrefix }}
            top={index * rowHeight + window.shift}
            height={rowHeight}
            tint={row === undefined ? undefined : grid.tintOf?.(row)}
            selected={selected ? row !== undefined && selected.has(rowId(row)) : undefined}
            activeColumn={active?.row === index ? active.column : undefined}
            rangeLeft={range?.left}
            rangeRight={range?.right}
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
  );
}

function isWithin(row: number, range: GridRange | undefined): boolean {
  return range !== undefined && row >= range.top && row <= range.bottom;
}
