import type { Expression } from "@mortise/expression";
import { fillText } from "@mortise/kit";
import type { Catalog, DashboardCard } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { findChart } from "../charts/index.ts";
import type { ChartContext } from "../model/chart-context.ts";
import { type DrillTarget, drillTarget } from "../model/drill.ts";
import { useCardFigures } from "./card-query.ts";
import { CardFrame } from "./card-frame.tsx";
import { ChartBody } from "./chart-body.tsx";
import { text } from "./text.ts";
import { UpdatedStamp } from "./updated-stamp.tsx";

/** Props of `ChartCard`. */
export interface ChartCardProps {
  readonly app: string;
  readonly card: DashboardCard;
  readonly catalog: Catalog;
  readonly filter?: Expression | undefined;
  readonly narrow: boolean;
  /** Shows how old the figures are. */
  readonly live: boolean;
  readonly onDrill: (target: DrillTarget) => void;
}

/** A card on a dashboard: its figures are read by itself, and point to the rows behind them. */
export function ChartCard({ app, card, catalog, filter, narrow, live, onDrill }: ChartCardProps) {
  const localize = useLocalize();
  const figures = useCardFigures({ app, card, filter });
  const title = localize(card.title);
  const drill = (point: number, measure: string, context: ChartContext): void => {
    const chosen = context.data.points[point];
    if (chosen) onDrill(drillTarget(context.card, chosen, measure, title));
  };
  return (
    <CardFrame
      title={title}
      aside={
        <span className="m-report-aside">
          <CutOff card={card} figures={figures} />
          {live && figures.dataUpdatedAt > 0 ? <UpdatedStamp at={figures.dataUpdatedAt} /> : null}
        </span>
      }
      className={figures.isFetching && figures.data ? "m-report-busy" : ""}
    >
      <ChartBody
        catalog={catalog}
        figures={figures}
        narrow={narrow}
        onPick={(pick, context) => drill(pick.point, pick.measure, context)}
      />
    </CardFrame>
  );
}

function CutOff({
  card,
  figures,
}: {
  readonly card: DashboardCard;
  readonly figures: ReturnType<typeof useCardFigures>;
}) {
  const t = useText(text);
  if (figures.data?.data.truncated !== true) return null;
  const inTime = card.dimensions[0]?.grain !== undefined && !card.sort?.length;
  const n = card.limit ?? findChart(card.chart)?.limit ?? 0;
  return <span className="m-report-note">{fillText(inTime ? t.truncatedTime : t.truncated, { n })}</span>;
}
