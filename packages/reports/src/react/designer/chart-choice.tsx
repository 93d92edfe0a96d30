import { fillText, type LocalizedText } from "@mortise/kit";
import type { Catalog, DashboardCard } from "@mortise/metadata";
import { IconByName, useLocalize, useText } from "@mortise/ui";
import { useState } from "react";
import type { ChartType } from "../../model/chart-type.ts";
import { rankCharts } from "../../model/fitting-charts.ts";
import { switchChart } from "../../model/switch-chart.ts";
import { text } from "./text.ts";

/** Props of `ChartChoice`. */
export interface ChartChoiceProps {
  readonly card: DashboardCard;
  readonly catalog: Catalog;
  readonly onChange: (card: DashboardCard) => void;
}

/** The types of chart: those that take the card's question first, the most telling ahead; then all others. */
export function ChartChoice({ card, catalog, onChange }: ChartChoiceProps) {
  const t = useText(text);
  const localize = useLocalize();
  const [lost, setLost] = useState<readonly LocalizedText[]>([]);
  const { fitting, others } = rankCharts(card, catalog);
  const choose = (chart: ChartType): void => {
    const switched = switchChart(card, chart.id, catalog);
    setLost(switched.lost);
    if (switched.card !== card) onChange(switched.card);
  };
  const typeOf = (chart: ChartType) => (
    <TypeButton
      key={chart.id}
      chart={chart}
      isOn={chart.id === card.chart}
      lost={switchChart(card, chart.id, catalog).lost}
      onChoose={() => choose(chart)}
    />
  );
  return (
    <>
      {lost.length > 0 ? (
        <p role="status" className="m-inspector-note">
          {fillText(t.lost, { names: lost.map((name) => localize(name)).join(t.comma) })}
        </p>
      ) : null}
      <div className="m-designer-types" role="group" aria-label={t.fitting}>
        {fitting.map(typeOf)}
      </div>
      {others.length > 0 ? (
        <details open={!fitting.some(({ id }) => id === card.chart)}>
          <summary className="m-inspector-hint">{t.otherTypes}</summary>
          <div className="m-designer-types" role="group" aria-label={t.otherTypes}>
            {others.map(typeOf)}
          </div>
        </details>
      ) : null}
    </>
  );
}

/** Props of `TypeButton`. */
export interface TypeButtonProps {
  readonly chart: ChartType;
  readonly isOn?: boolean;
  /** What the type would not take of the card. */
  readonly lost?: readonly LocalizedText[];
  readonly onChoose: () => void;
}

/** A type of chart to choose; says what it shows, and what would be lost. */
export function TypeButton({ chart, isOn = false, lost = [], onChoose }: TypeButtonProps) {
  const t = useText(text);
  const localize = useLocalize();
  const warning =
    lost.length > 0 ? fillText(t.willLose, { names: lost.map((name) => localize(name)).join(t.comma) }) : "";
  return (
    <button
      type="button"
      className={isOn ? "m-designer-type m-designer-type-on" : "m-designer-type"}
      aria-pressed={isOn}
      title={[localize(chart.description), warning].filter((part) => part !== "").join("\n")}
      onClick={onChoose}
    >
      <IconByName name={chart.icon} />
      {localize(chart.name)}
    </button>
  );
}
