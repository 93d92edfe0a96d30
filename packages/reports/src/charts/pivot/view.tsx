import { CaretDownOutlined, CaretRightOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useMemo, useState } from "react";
import { cellStyle } from "../../react/cell-style.ts";
import type { ChartView, ChartViewProps } from "../../react/chart-view.ts";
import { FigureButton } from "../../react/figure-button.tsx";
import { pivotChart } from "./index.ts";
import { moveFocus } from "../../react/move-focus.ts";
import { headsOf, type PivotColumn, type PivotRow, type PivotState, pivotTable } from "./option.ts";
import { text } from "./text.ts";

const UNTOUCHED: PivotState = { turned: new Set() };
const INDENT = 16;

function PivotView({ context, onPick }: ChartViewProps) {
  const t = useText(text);
  const [state, setState] = useState(UNTOUCHED);
  const table = useMemo(() => pivotTable(context, state), [context, state]);
  const turn = (id: string): void =>
    setState((before) => ({ ...before, turned: toggled(before.turned, id) }));
  const sort = (column: string): void =>
    setState((before) => ({
      ...before,
      sort: { column, descending: before.sort?.column !== column || !before.sort.descending },
    }));
  const line = { columns: table.columns, onPick, onTurn: turn };
  return (
    <div
      className="m-report-table m-report-pivot"
      tabIndex={0}
      role="group"
      aria-label={t.table}
      onKeyDown={moveFocus}
    >
      <table>
        <thead>
          <Heads context={context} columns={table.columns} sort={state.sort} onSort={sort} />
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Line key={row.id} {...line} row={row} name={row.label} />
          ))}
        </tbody>
        {table.total ? (
          <tfoot>
            <Line {...line} row={table.total} name={t.total} />
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

interface HeadsProps {
  readonly context: ChartViewProps["context"];
  readonly columns: readonly PivotColumn[];
  readonly sort: PivotState["sort"];
  readonly onSort: (column: string) => void;
}

/** One row of heads for each dimension across, and one for the measures, by which groups are sorted. */
function Heads({ context, columns, sort, onSort }: HeadsProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { card } = context;
  const across = card.columns ?? [];
  const corner = card.dimensions.map(({ field }) => localize(context.dimensionName(field))).join(" / ");
  return (
    <>
      {across.map(({ field }, depth) => (
        <tr key={field}>
          <th scope="row" className="m-report-pivot-side">
            {localize(context.dimensionName(field))}
          </th>
          {headsOf(columns, depth).map(({ id, label, span, isTotal }) => (
            <th key={id} scope="colgroup" colSpan={span} className="m-report-pivot-head">
              {isTotal ? (depth === 0 ? t.total : "") : label}
            </th>
          ))}
        </tr>
      ))}
      <tr>
        <th scope="col" className="m-report-pivot-side">
          {corner}
        </th>
        {columns.map((column) => {
          const isSorted = sort?.column === column.id;
          const name = [...column.labels, column.isTotal ? t.total : "", column.measureName]
            .filter(Boolean)
            .join(" ");
          return (
            <th
              key={column.id}
              scope="col"
              className="m-report-table-figure"
              aria-sort={isSorted ? (sort.descending ? "descending" : "ascending") : "none"}
            >
              <button
                type="button"
                className="m-report-figure m-report-pivot-sort"
                aria-label={fillText(t.sortBy, { name })}
                onClick={() => onSort(column.id)}
              >
                {column.measureName}
                <span aria-hidden="true">{isSorted ? (sort.descending ? " ↓" : " ↑") : ""}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </>
  );
}

interface LineProps {
  readonly columns: readonly PivotColumn[];
  readonly row: PivotRow;
  readonly name: string;
  readonly onPick: ChartViewProps["onPick"];
  readonly onTurn: (id: string) => void;
}

function Line({ columns, row, name, onPick, onTurn }: LineProps) {
  const t = useText(text);
  const Caret = row.isOpen ? CaretDownOutlined : CaretRightOutlined;
  return (
    <tr className={row.hasParts ? "m-report-pivot-group" : undefined}>
      <th scope="row" className="m-report-pivot-side" style={{ paddingInlineStart: 8 + row.depth * INDENT }}>
        {row.hasParts ? (
          <button
            type="button"
            className="m-report-figure m-report-pivot-turn"
            aria-expanded={row.isOpen}
            aria-label={fillText(row.isOpen ? t.close : t.open, { name })}
            onClick={() => onTurn(row.id)}
          >
            <Caret /> {name}
          </button>
        ) : (
          <span className={row.depth > 0 || row.isTotal ? undefined : "m-report-pivot-leaf"}>{name}</span>
        )}
      </th>
      {columns.map(({ id, measure, measureName, labels }, index) => {
        const cell = row.cells[index];
        return (
          <td key={id} className="m-report-table-figure" style={cellStyle(cell?.look)}>
            {cell ? (
              <FigureButton
                className="m-report-table-button"
                label={[name, ...labels, measureName, cell.figure].join(" ")}
                onClick={onPick && (() => onPick({ point: cell.point, measure }))}
              >
                {cell.figure}
              </FigureButton>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
}

/** How the pivot table looks. */
export const pivotView: ChartView = { id: pivotChart.id, View: PivotView, hasButtons: true, isText: true };
