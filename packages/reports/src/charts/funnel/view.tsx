import { useText } from "@mortise/ui";
import type { ChartView, ChartViewProps } from "../../react/chart-view.ts";
import { FigureButton } from "../../react/figure-button.tsx";
import { funnelChart } from "./index.ts";
import { type FunnelLayer, funnelLayers } from "./option.ts";
import { text } from "./text.ts";

function FunnelView({ context, onPick }: ChartViewProps) {
  const t = useText(text);
  const layers = funnelLayers(context);
  const measure = context.data.measures[0]?.id ?? "";
  const showsConversion = context.settings.isOn("conversion");
  return (
    <div className="m-report-funnel" role="list" aria-label={t.layers}>
      {layers.map((layer) => (
        <div key={layer.point} role="listitem" className="m-report-funnel-row">
          <div className="m-report-funnel-step">
            {showsConversion && !context.narrow && layer.step !== undefined ? (
              <span title={t.fromPrevious}>↓ {layer.step}</span>
            ) : null}
          </div>
          <FigureButton
            className="m-report-funnel-layer"
            label={`${layer.name} ${layer.figure}`}
            onClick={onPick && (() => onPick({ point: layer.point, measure }))}
          >
            <span className="m-report-funnel-name" title={layer.name}>
              {layer.name}
            </span>
            <span className="m-report-funnel-body">
              <span
                className="m-report-funnel-shape"
                style={{ background: layer.color, clipPath: shapeOf(layer) }}
              />
              <span className="m-report-funnel-value">{layer.figure}</span>
            </span>
            <span className="m-report-funnel-side">
              {layer.extra === undefined ? null : <b>{layer.extra}</b>}
              {showsConversion ? <small title={t.ofFirst}>{layer.total}</small> : null}
            </span>
          </FigureButton>
        </div>
      ))}
    </div>
  );
}

/** A trapezium around the middle line. */
function shapeOf({ top, bottom }: FunnelLayer): string {
  const left = (share: number): string => `${(50 - share * 50).toFixed(2)}%`;
  const right = (share: number): string => `${(50 + share * 50).toFixed(2)}%`;
  return `polygon(${left(top)} 0, ${right(top)} 0, ${right(bottom)} 100%, ${left(bottom)} 100%)`;
}

/** How the funnel looks. */
export const funnelView: ChartView = { id: funnelChart.id, View: FunnelView, hasButtons: true };
