import { useMemo } from "react";
import type { ChartView, ChartViewProps } from "../../react/chart-view.ts";
import { useSize } from "../../react/use-size.ts";
import { wordCloudChart } from "./index.ts";
import { placeWords } from "./option.ts";

function WordCloudView({ context, onPick }: ChartViewProps) {
  const [place, { w, h }] = useSize();
  const words = useMemo(() => (w > 0 && h > 0 ? placeWords(context, { w, h }) : []), [context, w, h]);
  const measure = context.data.measures[0]?.id ?? "";
  const format = context.format(measure);
  return (
    <div ref={place} className="m-report-chart" aria-hidden="true">
      <svg className="m-report-words" width={w} height={h}>
        {words.map((word) => (
          <text
            key={word.point}
            x={word.x}
            y={word.y}
            fontSize={word.size}
            style={{ fill: `color-mix(in srgb, ${word.color} 80%, var(--m-ink))` }}
            className={onPick ? "m-report-word-live" : undefined}
            onClick={onPick && (() => onPick({ point: word.point, measure }))}
          >
            {word.text}
            <title>{`${word.text} ${format.full(context.data.points[word.point]?.values[measure] ?? null)}`}</title>
          </text>
        ))}
      </svg>
    </div>
  );
}

/** How the word cloud looks. */
export const wordCloudView: ChartView = { id: wordCloudChart.id, View: WordCloudView, hasButtons: false };
