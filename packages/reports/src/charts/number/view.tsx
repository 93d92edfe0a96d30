import type { ChartView, ChartViewProps } from "../../react/chart-view.ts";
import { FigureButton } from "../../react/figure-button.tsx";
import { numberChart } from "./index.ts";
import { numberFace } from "./option.ts";

function NumberView({ context, onPick }: ChartViewProps) {
  const face = numberFace(context);
  if (!face) return null;
  const pick = (measure: string) => onPick && (() => onPick({ point: 0, measure }));
  return (
    <div className="m-report-number">
      <FigureButton className="m-report-number-main" title={face.exact} onClick={pick(face.measure)}>
        {face.main}
      </FigureButton>
      <div className="m-report-number-others">
        {face.others.map((other) => (
          <FigureButton key={other.measure} className="m-report-number-other" onClick={pick(other.measure)}>
            <span>{other.name}</span> <b>{other.figure}</b>
          </FigureButton>
        ))}
      </div>
    </div>
  );
}

/** How the number card looks. */
export const numberView: ChartView = { id: numberChart.id, View: NumberView, hasButtons: true };
