import { useLocalize, useText } from "@mortise/ui";
import { cellStyle } from "../../react/cell-style.ts";
import type { ChartView, ChartViewProps } from "../../react/chart-view.ts";
import { FigureButton } from "../../react/figure-button.tsx";
import { tableChart } from "./index.ts";
import { summaryTable } from "./option.ts";
import { text } from "./text.ts";

function TableView({ context, onPick }: ChartViewProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { columns, rows, totals } = summaryTable(context);
  return (
    <div className="m-report-table">
      <table>
        <thead>
          <tr>
            {context.card.dimensions.map(({ field }) => (
              <th key={field} scope="col">
                {localize(context.dimensionName(field))}
              </th>
            ))}
            {columns.map((column) => (
              <th key={column.measure} scope="col" className="m-report-table-figure">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.point}>
              {row.labels.map((label, index) => (
                <td key={context.card.dimensions[index]?.field ?? index}>{label}</td>
              ))}
              {columns.map(({ measure, name }, index) => (
                <td key={measure} className="m-report-table-figure" style={cellStyle(row.looks[index])}>
                  <FigureButton
                    className="m-report-table-button"
                    label={`${row.labels.join(" / ")} ${name} ${row.figures[index] ?? ""}`}
                    onClick={onPick && (() => onPick({ point: row.point, measure }))}
                  >
                    {row.figures[index]}
                  </FigureButton>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {totals ? (
          <tfoot>
            <tr>
              <th scope="row" colSpan={Math.max(1, context.card.dimensions.length)}>
                {t.total}
              </th>
              {columns.map(({ measure }, index) => (
                <td key={measure} className="m-report-table-figure">
                  {totals[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

/** How the summary table looks. */
export const tableView: ChartView = { id: tableChart.id, View: TableView, hasButtons: true, isText: true };
