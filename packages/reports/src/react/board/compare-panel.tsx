import { dayIn } from "@mortise/expression";
import { useFieldServices } from "@mortise/fields/react";
import { type Catalog, type DashboardCard, kindOfField } from "@mortise/metadata";
import { useLocale, useNow, useText, useTimeZone } from "@mortise/ui";
import { Modal, Skeleton } from "antd";
import { useId } from "react";
import type { ComparedPoint } from "../../model/board/board-state.ts";
import { comparedPeriods, type PeriodDays } from "../../model/board/compare-periods.ts";
import { filterCondition } from "../../model/board/filter-condition.ts";
import { joinFilters } from "../../model/drill.ts";
import { figureFormat } from "../../model/figure-format.ts";
import { reportFields } from "../../model/report-field.ts";
import { useCardFigures } from "../card-query.ts";
import { text } from "../text.ts";
import { boardText } from "./text.ts";

/** Props of `ComparePanel`; closed without a figure. */
export interface ComparePanelProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly card: DashboardCard | undefined;
  readonly compared: ComparedPoint | undefined;
  readonly onClose: () => void;
}

/** A figure beside that of the period before and of the year before. */
export function ComparePanel({ app, catalog, card, compared, onClose }: ComparePanelProps) {
  const t = useText(boardText);
  return (
    <Modal
      open={compared !== undefined && card !== undefined}
      title={compared ? `${t.comparing} · ${compared.title}` : t.comparing}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {compared && card ? <Periods {...{ app, catalog, card, compared }} /> : null}
    </Modal>
  );
}

interface PeriodsProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly card: DashboardCard;
  readonly compared: ComparedPoint;
}

function Periods(props: PeriodsProps) {
  const t = useText(boardText);
  const timeZone = useTimeZone();
  const now = useNow();
  const { from, to } = props.compared;
  const { own, previous, lastYear, cut } = comparedPeriods(
    { from, to },
    dayIn(now.getTime(), timeZone) ?? to,
  );
  const base = useFigure(props, own);
  const rows = [
    { name: t.ownPeriod, days: own, isOwn: true },
    { name: t.previous, days: previous, isOwn: false },
    { name: t.lastYear, days: lastYear, isOwn: false },
  ];
  return (
    <>
      <table className="m-board-periods">
        <tbody>
          {rows.map(({ name, days, isOwn }) => (
            <PeriodRow key={name} {...props} name={name} days={days} base={isOwn ? undefined : base.value} />
          ))}
        </tbody>
      </table>
      {cut ? <p className="m-report-note">{t.toDate}</p> : null}
    </>
  );
}

function PeriodRow({
  name,
  days,
  base,
  ...props
}: PeriodsProps & {
  readonly name: string;
  readonly days: PeriodDays;
  readonly base: string | null | undefined;
}) {
  const t = useText(boardText);
  const id = useId();
  const figure = useFigure(props, days);
  return (
    <tr>
      <th scope="row" id={id}>
        {name}
        <small>{days.from === days.to ? days.from : `${days.from} – ${days.to}`}</small>
      </th>
      <td>{figure.isLoading ? <Skeleton.Button active size="small" /> : <b>{figure.text}</b>}</td>
      <td>
        {base === undefined || figure.isLoading ? null : (
          <Change from={figure.value} to={base} none={t.noChange} />
        )}
      </td>
    </tr>
  );
}

/** By how much a figure is more or less than another, as a share of that. */
function Change({
  from,
  to,
  none,
}: {
  readonly from: string | null;
  readonly to: string | null;
  readonly none: string;
}) {
  const [before, after] = [Number(from ?? Number.NaN), Number(to ?? Number.NaN)];
  if (!Number.isFinite(before) || !Number.isFinite(after) || before === 0) return <small>{none}</small>;
  const share = (after - before) / Math.abs(before);
  const sign = share > 0 ? "+" : share < 0 ? "−" : "";
  const arrow = share > 0 ? "↑" : share < 0 ? "↓" : "";
  return (
    <span className={share > 0 ? "m-board-up" : share < 0 ? "m-board-down" : ""}>
      {arrow} {sign}
      {Math.abs(share * 100).toFixed(1)}%
    </span>
  );
}

function useFigure({ app, catalog, card, compared }: PeriodsProps, days: PeriodDays) {
  const t = useText(text);
  const timeZone = useTimeZone();
  const locale = useLocale();
  const services = useFieldServices();
  const kind = kindOfField(catalog, card.entity, compared.field) ?? "date";
  const inDays = filterCondition({ type: "period" }, { ...days }, { id: compared.field, kind, timeZone });
  // One figure, whatever the card is drawn as.
  const asked: DashboardCard = {
    id: card.id,
    chart: "number",
    title: card.title,
    entity: card.entity,
    dimensions: [],
    measures: card.measures.filter(({ id }) => id === compared.measure),
    filter: joinFilters(compared.filter, inDays) ?? true,
    layout: card.layout,
  };
  const figures = useCardFigures({ app, card: asked });
  const [measure] = asked.measures;
  const value = figures.data?.data.points[0]?.values[compared.measure] ?? null;
  const format =
    measure &&
    figureFormat(measure, reportFields(catalog, card.entity), {
      ...services,
      locale,
      timeZone,
      find: () => undefined,
    });
  const shown = figures.error ? t.failed : (format?.full(value) ?? value ?? "");
  return { value, text: shown, isLoading: figures.data === undefined && !figures.error };
}
