import { Checkbox } from "antd";
import { type CSSProperties, type KeyboardEvent, memo, type MouseEvent } from "react";
import type { ColumnLayout, GridColumn } from "./grid-column.ts";

/** The cell being edited, with what has been typed so far. */
export interface EditedCell {
  readonly column: number;
  readonly value: unknown;
}

interface GridRowProps<Row> {
  readonly row: Row | undefined;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly tint: string | undefined;
  readonly columns: readonly GridColumn<Row>[];
  readonly visible: readonly number[];
  readonly layout: ColumnLayout;
  readonly gutter: number;
  /** So many columns from the first stay in sight. */
  readonly frozen: number;
  readonly idPrefix: string;
  readonly selected: boolean | undefined;
  readonly activeColumn: number | undefined;
  /** First and last chosen column of this row, of a range of several cells. */
  readonly rangeLeft: number | undefined;
  readonly rangeRight: number | undefined;
  /** The column in whose corner the handle stands by which the range is filled on. */
  readonly fillHandle: number | undefined;
  readonly edited: EditedCell | undefined;
  readonly selectLabel: string;
  readonly onSelect: (index: number, range: boolean) => void;
  readonly onCellDoubleClick: (index: number, column: number) => void;
  readonly onDraft: (value: unknown) => void;
  readonly onCommit: (value: unknown) => void;
  readonly onEditorKey: (event: KeyboardEvent) => void;
}

function PlainGridRow<Row>(props: GridRowProps<Row>) {
  const { row, index, top, height, tint, visible, layout, gutter, selected, columns } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`m-grid-row${selected ? " m-grid-selected" : ""}${tint ? " m-grid-tinted" : ""}`}
      style={{ transform: `translateY(${top}px)`, height, width: layout.width, ...tinted(tint) }}
    >
      {selected === undefined ? null : (
        <div
          className="m-grid-gutter"
          role="gridcell"
          style={{ width: gutter }}
          onClick={(event: MouseEvent) => {
            event.preventDefault();
            props.onSelect(index, event.shiftKey);
          }}
        >
          <Checkbox checked={selected} disabled={!row} aria-label={props.selectLabel} />
        </div>
      )}
      {visible.map((column) => {
        const definition = columns[column];
        return definition ? (
          <Cell key={definition.id} {...props} definition={definition} column={column} />
        ) : null;
      })}
    </div>
  );
}

/** React passes custom properties on; its type of styles does not know them. */
function tinted(tint: string | undefined): CSSProperties {
  return tint === undefined ? {} : ({ "--row-tint": tint } as CSSProperties);
}

function Cell<Row>(
  props: GridRowProps<Row> & { readonly definition: GridColumn<Row>; readonly column: number },
) {
  const { row, index, column, definition, layout, activeColumn, edited, idPrefix } = props;
  const isEdited = edited?.column === column;
  const { rangeLeft, rangeRight = -1 } = props;
  const inRange = rangeLeft !== undefined && column >= rangeLeft && column <= rangeRight;
  const classes = [
    "m-grid-cell",
    frozenClass(column, props.frozen),
    definition.align === "end" ? "m-grid-end" : "",
    activeColumn === column ? "m-grid-active" : "",
    isEdited ? "m-grid-editing" : "",
    inRange ? "m-grid-ranged" : "",
  ];
  return (
    <div
      id={`${idPrefix}-${index}-${column}`}
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={inRange || activeColumn === column ? true : undefined}
      aria-readonly={row !== undefined && mayEdit(definition, row) ? undefined : true}
      className={classes.filter(Boolean).join(" ")}
      style={{ width: definition.width, left: layout.offsets[column] }}
      onDoubleClick={() => props.onCellDoubleClick(index, column)}
      onKeyDown={isEdited ? props.onEditorKey : undefined}
    >
      {row === undefined ? <span className="m-grid-loading" /> : null}
      {row !== undefined && isEdited && definition.edit
        ? definition.edit.render({
            row,
            value: edited.value,
            onChange: props.onDraft,
            commit: props.onCommit,
          })
        : null}
      {row !== undefined && !isEdited ? (
        <span className="m-grid-text" onMouseEnter={nameWhatIsCut}>
          {definition.render(row)}
        </span>
      ) : null}
      {props.fillHandle === column && !isEdited ? <i className="m-grid-fill" aria-hidden="true" /> : null}
    </div>
  );
}

/** The class of a cell that stays in sight; the last of them has a line beside it. */
export function frozenClass(column: number, frozen: number): string {
  if (column >= frozen) return "";
  return column === frozen - 1 ? "m-grid-frozen m-grid-frozen-last" : "m-grid-frozen";
}

function mayEdit<Row>({ edit }: GridColumn<Row>, row: Row): boolean {
  return edit !== undefined && (edit.allowed?.(row) ?? true);
}

/** Text that does not fit can be read by resting on it. */
function nameWhatIsCut({ currentTarget: cell }: MouseEvent<HTMLElement>): void {
  const isCut = cell.scrollWidth > cell.clientWidth;
  if (isCut) cell.title = cell.textContent;
  else cell.removeAttribute("title");
}

// `memo` loses the type parameter; the component itself is unchanged.
/** One line of the grid; drawn again only when something of this row changed. */
export const GridRow = memo(PlainGridRow) as typeof PlainGridRow;
