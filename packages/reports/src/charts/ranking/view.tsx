import type { ChartView, ChartViewProps } from "../../react/chart-view.ts";
import { FigureButton } from "../../react/figure-button.tsx";
import { rankingChart } from "./index.ts";
import { rankingRows } from "./option.ts";

const MEDALS = 3;

function RankingView({ context, onPick }: ChartViewProps) {
  const measure = context.data.measures[0]?.id ?? "";
  const showsMedals = context.settings.isOn("medals");
  return (
    <ol className="m-report-ranking">
      {rankingRows(context).map((row) => (
        <li key={row.point}>
          <FigureButton
            className="m-report-ranking-row"
            label={`${row.rank}. ${row.name} ${row.figure}`}
            onClick={onPick && (() => onPick({ point: row.point, measure }))}
          >
            <span
              className={
                showsMedals && row.rank <= MEDALS
                  ? `m-report-rank m-report-rank-${row.rank}`
                  : "m-report-rank"
              }
            >
              {row.rank}
            </span>
            <span className="m-report-ranking-main">
              <span className="m-report-ranking-line">
                <span className="m-report-ranking-name">{row.name}</span>
                <b>{row.figure}</b>
              </span>
              <span className="m-report-ranking-track">
                <span style={{ width: `${(row.share * 100).toFixed(1)}%` }} />
              </span>
            </span>
            {row.others.map((other) => (
              <span key={other.name} className="m-report-ranking-other">
                <small>{other.name}</small> {other.figure}
              </span>
            ))}
          </FigureButton>
        </li>
      ))}
    </ol>
  );
}

/** How the ranking looks. */
export const rankingView: ChartView = { id: rankingChart.id, View: RankingView, hasButtons: true };
