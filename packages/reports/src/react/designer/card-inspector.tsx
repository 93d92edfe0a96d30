import { ConditionBuilder } from "@mortise/fields/react";
import type { Catalog, DashboardCard } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { useCallback, useMemo } from "react";
import { findChart } from "../../charts/index.ts";
import { type Well, withField } from "../../model/board/field-drop.ts";
import { draftOf } from "../../model/compose-card.ts";
import { relatedFields, reportFields } from "../../model/report-field.ts";
import { AcrossWell } from "./across-well.tsx";
import type { CardPartProps, ChangeCard } from "./card-part.ts";
import { CardSettings } from "./card-settings.tsx";
import { ChartChoice } from "./chart-choice.tsx";
import { DimensionWell } from "./dimension-well.tsx";
import { InspectorSection } from "./inspector-section.tsx";
import { type ItemActions, ItemButtons } from "./item-buttons.tsx";
import { MeasureWell } from "./measure-well.tsx";
import { OrderFields } from "./order-fields.tsx";
import { PlaceFields } from "./place-fields.tsx";
import { TextPair } from "./text-pair.tsx";
import { text } from "./text.ts";
import { WellDrop } from "./well-drop.tsx";
import { CompareFields } from "../wells/compare-fields.tsx";

/** Props of `CardInspector`. */
export interface CardInspectorProps extends ItemActions {
  readonly card: DashboardCard;
  readonly catalog: Catalog;
  readonly onChange: ChangeCard;
}

/** Everything that can be set on a card, beside its live picture. */
export function CardInspector(props: CardInspectorProps) {
  const { card, catalog, onChange } = props;
  const t = useText(text);
  const fields = useMemo(() => reportFields(catalog, card.entity), [catalog, card.entity]);
  const chart = findChart(card.chart);
  const fieldsOf = useCallback(
    (entity: string) => reportFields(catalog, entity).map((field) => field.definition),
    [catalog],
  );
  const allFields = useMemo(
    () => [...fields, ...relatedFields(catalog, card.entity)],
    [catalog, card.entity, fields],
  );
  const part = { card, fields, allFields, fieldsOf, onChange };
  const put = (id: string, well: Well): void => {
    const field = fields.find((one) => one.id === id);
    const next = field && withField(card, field, well, catalog);
    if (next) onChange(next);
  };
  return (
    <div className="m-inspector">
      <TitleFields {...part} />
      <InspectorSection title={t.chartType}>
        <ChartChoice card={card} catalog={catalog} onChange={onChange} />
      </InspectorSection>
      <InspectorSection title={t.chooseEntity}>
        <EntityChoice {...props} />
      </InspectorSection>
      {chart && chart.dimensions.max > 0 ? (
        <WellDrop entity={card.entity} well="dimensions" onField={put}>
          <DimensionWell {...part} chart={chart} />
        </WellDrop>
      ) : null}
      {chart ? <AcrossWell {...part} chart={chart} /> : null}
      {chart ? (
        <WellDrop entity={card.entity} well="measures" onField={put}>
          <MeasureWell {...part} chart={chart} catalog={catalog} />
        </WellDrop>
      ) : null}
      <InspectorSection title={t.filter}>
        <FilterField {...part} />
      </InspectorSection>
      <CompareFields {...part} />
      {chart && chart.dimensions.max > 0 ? <OrderFields {...part} chart={chart} /> : null}
      {chart ? <CardSettings {...part} chart={chart} catalog={catalog} /> : null}
      <PlaceFields item={card} onChange={onChange} />
      <ItemButtons {...props} />
    </div>
  );
}

function TitleFields({ card, onChange }: CardPartProps) {
  const t = useText(text);
  return (
    <InspectorSection title={t.title}>
      <TextPair
        value={card.title}
        labels={[t.titleZh, t.titleEn]}
        placeholder={{ zh: t.titleZh, en: t.titleEn }}
        onChange={(title) => onChange({ ...card, title }, "title")}
      />
    </InspectorSection>
  );
}

/** Another entity asks another question: the card starts over with what suits that entity, in its place and type. */
function EntityChoice({ card, catalog, onChange }: CardInspectorProps) {
  const t = useText(text);
  const localize = useLocalize();
  const change = (entity: string): void => {
    const chart = findChart(card.chart);
    if (!chart || entity === card.entity) return;
    const { size: _size, ...draft } = draftOf(chart, entity, catalog);
    onChange({ ...draft, id: card.id, layout: card.layout });
  };
  return (
    <Select<string>
      aria-label={t.chooseEntity}
      value={card.entity}
      options={catalog.all("entity").map((one) => ({ value: one.id, label: localize(one.name) }))}
      onChange={change}
    />
  );
}

function FilterField({ card, fields, fieldsOf, onChange }: CardPartProps) {
  return (
    <ConditionBuilder
      fields={fields.map((field) => field.definition)}
      fieldsOf={fieldsOf}
      {...(card.filter === undefined ? {} : { value: card.filter })}
      onChange={(filter) => {
        const { filter: _before, ...rest } = card;
        onChange(filter === undefined ? rest : { ...rest, filter }, "filter");
      }}
    />
  );
}
