import { useLocalize, useText } from "@mortise/ui";
import type { ChartContext, ChartPick } from "../model/chart-context.ts";
import { FigureButton } from "./figure-button.tsx";
import { text } from "./text.ts";

/** The figures behind a picture as a table, to the last digit; each leads to its rows. */
export function FiguresTable({
  context,
  onPick,
}: {
  readonly context: ChartContext;
  readonly onPick?: ((pick: ChartPick) => void) | undefined;
}) {
  const t = useText(text);
  const localize = useLocalize();
  const { data, card } = context;
  return (
    <div className="m-report-table" tabIndex={0} role="group" aria-label={t.figures}>
      <table>
        <thead>
          <tr>
            {card.dimensions.map(({ field }) => (
              <th key={field} scope="col">
                {localize(context.dimensionName(field))}
              </th>
            ))}
            {data.measures.map(({ id, name }) => (
              <th key={id} scope="col" className="m-report-table-figure">
                {localize(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.points.map((point, index) => (
            // Points have no id of their own; a new answer draws the table anew.
            <tr key={index}>
              {point.labels.map((label, at) => (
                <th key={card.dimensions[at]?.field ?? at} scope="row" className="m-report-table-group">
                  {label}
                </th>
              ))}
              {data.measures.map(({ id }) => {
                const figure = context.format(id).full(point.values[id] ?? null);
                return (
                  <td key={id} className="m-report-table-figure">
                    <FigureButton
                      className="m-report-table-button"
                      label={`${point.labels.join(" / ")} ${figure}`}
                      onClick={onPick && (() => onPick({ point: index, measure: id }))}
                    >
                      {figure}
                    </FigureButton>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
