import type { Catalog } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Skeleton } from "antd";
import { useEffect, useState } from "react";
import type { ChartContext, ChartPick } from "../model/chart-context.ts";
import { dataSummary } from "../model/data-summary.ts";
import { CardMessage } from "./card-message.tsx";
import type { useCardFigures } from "./card-query.ts";
import { findChartView } from "./chart-views.ts";
import { FiguresTable } from "./figures-table.tsx";
import { PointList } from "./point-list.tsx";
import { text } from "./text.ts";
import { useChartContext } from "./use-chart-context.ts";

/** Props of `ChartBody`. */
export interface ChartBodyProps {
  readonly catalog: Catalog;
  readonly figures: ReturnType<typeof useCardFigures>;
  readonly narrow: boolean;
  /** Shows the figures as a table in the place of the picture. */
  readonly asTable?: boolean | undefined;
  /** Called with the figure somebody points at and the picture it belongs to. */
  readonly onPick?: ((pick: ChartPick, context: ChartContext) => void) | undefined;
}

const SLOW_MS = 3_000;

/** The picture of a card in all its states: first load, figures, nothing to show, failure. */
export function ChartBody({ catalog, figures, narrow, asTable = false, onPick }: ChartBodyProps) {
  const t = useText(text);
  const { data: answer, error, isFetching, refetch } = figures;
  const context = useChartContext(catalog, answer, narrow);
  const isSlow = useIsSlow(isFetching);
  if (!context) {
    if (error) return <Failure error={error} onRetry={() => void refetch()} />;
    return (
      <div className="m-report-loading" role="status" aria-label={t.loading}>
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
        {isSlow ? <p>{t.slow}</p> : null}
      </div>
    );
  }
  const view = findChartView(context.card.chart);
  if (!view) return <CardMessage title={t.unknownChart} />;
  if (context.data.points.length === 0) return <CardMessage title={t.noData} hint={t.noDataHint} />;
  const pick = onPick && ((chosen: ChartPick) => onPick(chosen, context));
  return (
    <>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {asTable ? (
        <FiguresTable context={context} onPick={pick} />
      ) : (
        <>
          {view.isText ? null : <p className="m-report-summary">{dataSummary(context)}</p>}
          <view.View context={context} onPick={pick} />
          {view.hasButtons ? null : <PointList context={context} onPick={pick} />}
        </>
      )}
    </>
  );
}

function useIsSlow(isBusy: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isBusy) return undefined;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isBusy]);
  return isSlow;
}

/** What went wrong, and what can be done about it. */
function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useText(text);
  const hint = error.message === "" ? t.failedHint : error.message;
  return <CardMessage title={t.failed} hint={hint} onRetry={onRetry} />;
}
