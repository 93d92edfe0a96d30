import { useText } from "../locale/use-text.ts";
import { GridBody } from "./grid-body.tsx";
import { GridHeader } from "./grid-header.tsx";
import { pressGridKey } from "./press-grid-key.ts";
import { gridText } from "./text.ts";
import { TypingField } from "./typing-field.tsx";
import { type GridParts, useGridParts } from "./use-grid-parts.ts";
import type { VirtualGridProps } from "./virtual-grid-props.ts";

export type { VirtualGridProps } from "./virtual-grid-props.ts";

/** Rows from this height on show several lines of text. */
const WRAPS_FROM = 60;

/**
 * A table of any number of rows of equal height: only what is in sight is drawn, the frozen columns and the
 * header stay, cells are walked with the keyboard and edited in place.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { rowCount, rangeActions: actions, label, rowHeight = 0 } = props;
  const { scroller, idPrefix, activeId, onFocus, summary, parts } = useGridParts(props);
  const grid = (
    <div
      ref={scroller}
      className={`m-grid${actions ? " m-grid-ranging" : ""}${rowHeight >= WRAPS_FROM ? " m-grid-high" : ""}`}
      role="grid"
      id={idPrefix}
      tabIndex={props.onEdit ? -1 : 0}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={props.columns.length}
      aria-multiselectable={props.selection || actions ? true : undefined}
      aria-activedescendant={activeId}
      onFocus={onFocus}
      onKeyDown={(event) => pressGridKey(event, props, parts)}
    >
      {props.onEdit ? <Typing label={label} parts={parts} /> : null}
      {props.hideHeader ? null : <Headings grid={props} parts={parts} />}
      <GridBody grid={props} parts={parts} />
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

interface PartProps<Row> {
  readonly parts: GridParts<Row>;
}

function Typing<Row>({ label, parts }: PartProps<Row> & { readonly label: string }) {
  const { typing, idPrefix, activeId, active, editing } = parts;
  return (
    <TypingField
      field={typing.field}
      label={label}
      gridId={idPrefix}
      activeId={activeId}
      readOnly={!active || !editing.canEdit(active)}
      place={typing.place}
      {...typing.handlers}
    />
  );
}

function Headings<Row>({ grid, parts }: PartProps<Row> & { readonly grid: VirtualGridProps<Row> }) {
  const t = useText(gridText);
  const { visible, layout, frozen } = parts.view;
  const { all } = parts.selection;
  return (
    <GridHeader
      {...{ visible, layout, frozen }}
      columns={grid.columns}
      gutter={parts.gutter}
      selectAll={all ? { ...all, label: t.selectAll } : undefined}
      onSort={grid.onSort}
      onResize={grid.onResize}
      onMove={grid.onMoveColumn}
    />
  );
}
