import { ArrowLeftOutlined, FilterOutlined } from "@ant-design/icons";
import { callsOperator, type Expression } from "@mortise/expression";
import { fillText } from "@mortise/kit";
import type { Catalog, DashboardCard } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Tooltip } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { findChart } from "../../charts/index.ts";
import type { ExploreStep } from "../../model/board/board-state.ts";
import { exploredCard } from "../../model/board/explore.ts";
import { type ChartContext, type ChartPick, pickedPoint } from "../../model/chart-context.ts";
import { joinFilters } from "../../model/drill.ts";
import { reportFields } from "../../model/report-field.ts";
import { useCardFigures } from "../card-query.ts";
import { CardFrame } from "../card-frame.tsx";
import { ChartBody } from "../chart-body.tsx";
import { TableSwitch } from "../table-switch.tsx";
import { CardExport } from "../export/card-export.tsx";
import { text } from "../text.ts";
import { UpdatedStamp } from "../updated-stamp.tsx";
import { notePress, type PickedFigure, placeOfChoice } from "./picked-figure.ts";
import { boardText } from "./text.ts";

/** Props of `BoardCard`. */
export interface BoardCardProps {
  readonly app: string;
  readonly card: DashboardCard;
  readonly catalog: Catalog;
  /** The condition that the dashboard puts on the card. */
  readonly filter: Expression | undefined;
  readonly steps: readonly ExploreStep[];
  /** Names of the filters in use that leave the card alone. */
  readonly unbound: readonly string[];
  readonly narrow: boolean;
  /** Shows how old the figures are. */
  readonly live: boolean;
  readonly tools?: ReactNode;
  /** Where figures lead; they lead nowhere when absent. */
  readonly onPick: ((picked: PickedFigure) => void) | undefined;
  /** Goes back to so many steps. */
  readonly onBack: (steps: number) => void;
}

/** A card on a dashboard: its figures are read by itself, and each of them leads further. */
export function BoardCard(props: BoardCardProps) {
  const { app, card, catalog, filter, steps, narrow, live, onPick } = props;
  const localize = useLocalize();
  const fields = useMemo(() => reportFields(catalog, card.entity), [catalog, card.entity]);
  const shown = useMemo(() => exploredCard(card, steps, fields), [card, steps, fields]);
  // Steps carry the conditions of the dashboard as they were when they were taken.
  const figures = useCardFigures({ app, card: shown, filter });
  const title = localize(card.title);
  const [isTable, setTable] = useState(false);
  const pick = ({ point, measure }: ChartPick, context: ChartContext): void => {
    const chosen = pickedPoint(context.data, point);
    if (!chosen) return;
    onPick?.({ card: context.card, title, point: chosen, measure, at: placeOfChoice() });
  };
  return (
    <div className="m-board-card" onPointerDownCapture={notePress} role="presentation">
      <CardFrame
        title={title}
        aside={
          <span className="m-report-aside">
            <Unbound names={props.unbound} />
            <Slow card={shown} filter={filter} figures={figures} />
            <TableSwitch title={title} answer={figures.data} isOn={isTable} onChange={setTable} />
            <CutOff card={shown} figures={figures} />
            {live && figures.dataUpdatedAt > 0 ? <UpdatedStamp at={figures.dataUpdatedAt} /> : null}
            {props.tools}
            {live ? <CardExport app={app} card={shown} filter={filter} /> : null}
          </span>
        }
        className={figures.isFetching && figures.data ? "m-report-busy" : ""}
      >
        {steps.length > 0 ? <Way steps={steps} onBack={props.onBack} /> : null}
        <ChartBody
          catalog={catalog}
          figures={figures}
          narrow={narrow}
          asTable={isTable}
          onPick={onPick && pick}
        />
      </CardFrame>
    </div>
  );
}

/** The way into a card: each place can be gone back to. */
function Way({
  steps,
  onBack,
}: {
  readonly steps: readonly ExploreStep[];
  readonly onBack: (steps: number) => void;
}) {
  const t = useText(boardText);
  return (
    <nav className="m-board-way" aria-label={t.path}>
      <Button
        type="text"
        size="small"
        icon={<ArrowLeftOutlined />}
        aria-label={t.back}
        onClick={() => onBack(steps.length - 1)}
      />
      <button type="button" onClick={() => onBack(0)}>
        {t.whole}
      </button>
      {steps.map((step, index) => (
        // Steps have nothing but their place to tell them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index}>
          {" › "}
          {index === steps.length - 1 ? (
            <b aria-current="true">{step.label || t.whole}</b>
          ) : (
            <button type="button" onClick={() => onBack(index + 1)}>
              {step.label || t.whole}
            </button>
          )}
        </span>
      ))}
    </nav>
  );
}

function Unbound({ names }: { readonly names: readonly string[] }) {
  const t = useText(boardText);
  if (names.length === 0) return null;
  const hint = `${t.unboundHint} · ${fillText(t.partBound, { names: names.join("、") })}`;
  return (
    <Tooltip title={hint}>
      <span className="m-board-unbound" role="img" aria-label={t.unbound}>
        <FilterOutlined />
      </span>
    </Tooltip>
  );
}

type Figures = ReturnType<typeof useCardFigures>;

const SLOW_MS = 2_000;
const MANY_GROUPS = 200;

/** Names a card that took long, and why. */
function Slow({
  card,
  filter,
  figures,
}: {
  readonly card: DashboardCard;
  readonly filter: Expression | undefined;
  readonly figures: Figures;
}) {
  const t = useText(boardText);
  const answer = figures.data;
  if (!answer || answer.took < SLOW_MS) return null;
  const condition = joinFilters(card.filter, filter) ?? null;
  const reason = !callsOperator(condition, "inPeriod", ">=", "<")
    ? t.slowAll
    : answer.data.points.length > MANY_GROUPS
      ? t.slowSplit
      : t.slowRange;
  return (
    <Tooltip title={reason}>
      <span className="m-report-note" title={reason}>
        {fillText(t.slow, { n: (answer.took / 1_000).toFixed(1) })}
      </span>
    </Tooltip>
  );
}

function CutOff({ card, figures }: { readonly card: DashboardCard; readonly figures: Figures }) {
  const t = useText(text);
  if (figures.data?.data.truncated !== true) return null;
  const inTime = card.dimensions[0]?.grain !== undefined && !card.sort?.length;
  const n = card.limit ?? findChart(card.chart)?.limit ?? 0;
  return <span className="m-report-note">{fillText(inTime ? t.truncatedTime : t.truncated, { n })}</span>;
}
