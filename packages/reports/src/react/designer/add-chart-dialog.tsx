import type { Catalog } from "@mortise/metadata";
import { EmptyState, IconByName, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Modal, Select } from "antd";
import { useId, useState } from "react";
import { chartTypes, findChart } from "../../charts/index.ts";
import { draftOf } from "../../model/compose-card.ts";
import { draftsFor } from "../../model/fitting-charts.ts";
import { COUNT, sumOf } from "../../model/measure.ts";
import { type ReportField, reportFields } from "../../model/report-field.ts";
import { amountFields, dimensionOf } from "../../model/suggestion-parts.ts";
import { type CardDraft, suggestCards } from "../../model/suggest-cards.ts";
import { useCardFigures } from "../card-query.ts";
import { ChartBody } from "../chart-body.tsx";
import { TypeButton } from "./chart-choice.tsx";
import { text } from "./text.ts";

/** Props of `AddChartDialog`. */
export interface AddChartDialogProps {
  readonly open: boolean;
  readonly app: string;
  readonly catalog: Catalog;
  readonly onCancel: () => void;
  readonly onChoose: (draft: CardDraft) => void;
}

/** Fields chosen in the dialog; `RECORDS` among the sums is the plain count. */
interface ChosenFields {
  readonly split: readonly string[];
  readonly sums: readonly string[];
}

const NO_WISH: ChosenFields = { split: [], sums: [] };
const RECORDS = "";
const MOST_SPLITS = 4;
const MOST_SUMS = 4;
const WIDTH = 940;
const MOST_THUMBNAILS = 9;

/** Starts from data: choose an entity, then one of the charts that suit its fields, shown with real figures. */
export function AddChartDialog({ open, app, catalog, onCancel, onChoose }: AddChartDialogProps) {
  const t = useText(text);
  const isPhone = useIsPhone();
  return (
    <Modal
      open={open}
      title={t.addChart}
      footer={null}
      width={isPhone ? "100%" : WIDTH}
      onCancel={onCancel}
      destroyOnHidden
    >
      <Choice app={app} catalog={catalog} onChoose={onChoose} />
    </Modal>
  );
}

function Choice({ app, catalog, onChoose }: Pick<AddChartDialogProps, "app" | "catalog" | "onChoose">) {
  const t = useText(text);
  const localize = useLocalize();
  const id = useId();
  const entities = catalog.all("entity");
  const [chosen, setChosen] = useState<string>();
  const [wish, setWish] = useState(NO_WISH);
  const entity = chosen ?? entities[0]?.id;
  if (entity === undefined) return <EmptyState title={t.chooseEntity} />;
  const drafts = draftsOf(catalog, entity, wish);
  return (
    <div className="m-designer-choice">
      <label htmlFor={id}>{t.chooseEntity}</label>
      <Select<string>
        id={id}
        value={entity}
        onChange={(next) => {
          setChosen(next);
          setWish(NO_WISH);
        }}
        options={entities.map((one) => ({ value: one.id, label: localize(one.name) }))}
      />
      <WishFields catalog={catalog} entity={entity} wish={wish} onChange={setWish} />
      <h4>{t.suggested}</h4>
      {drafts.length === 0 ? <p className="m-inspector-hint">{t.fittingNone}</p> : null}
      <div className="m-designer-thumbnails">
        {drafts.map((draft) => (
          <Thumbnail
            key={`${draft.chart} ${draft.title.zh}`}
            app={app}
            catalog={catalog}
            draft={draft}
            onChoose={() => onChoose(draft)}
          />
        ))}
      </div>
      <h4>{t.blank}</h4>
      <div className="m-designer-types">
        {chartTypes.map((chart) => (
          <TypeButton
            key={chart.id}
            chart={chart}
            onChoose={() => onChoose(draftOf(chart, entity, catalog))}
          />
        ))}
      </div>
    </div>
  );
}

/** Charts for what was chosen; without a choice those that suit the entity. */
function draftsOf(catalog: Catalog, entity: string, { split, sums }: ChosenFields): readonly CardDraft[] {
  if (split.length === 0 && sums.length === 0) return suggestCards(catalog, entity).slice(0, MOST_THUMBNAILS);
  const fields = reportFields(catalog, entity);
  const known = (ids: readonly string[]) =>
    ids.flatMap((id) => fields.find((field) => field.id === id) ?? []);
  const measures = sums.includes(RECORDS) || sums.length === 0 ? [COUNT] : [];
  const wish = {
    entity,
    dimensions: known(split).map(dimensionOf),
    measures: [...measures, ...known(sums).map(sumOf)],
  };
  return draftsFor(wish, catalog).slice(0, MOST_THUMBNAILS);
}

interface WishFieldsProps {
  readonly catalog: Catalog;
  readonly entity: string;
  readonly wish: ChosenFields;
  readonly onChange: (wish: ChosenFields) => void;
}

/** Which fields the chart is to be about. */
function WishFields({ catalog, entity, wish, onChange }: WishFieldsProps) {
  const t = useText(text);
  const localize = useLocalize();
  const fields = reportFields(catalog, entity);
  const named = (list: readonly ReportField[]) =>
    list.map((field) => ({ value: field.id, label: localize(field.name) }));
  const select = (name: string, key: keyof ChosenFields, options: ReturnType<typeof named>) => (
    <Select<string[]>
      mode="multiple"
      aria-label={name}
      placeholder={name}
      className="m-inspector-grow"
      optionFilterProp="label"
      maxCount={key === "split" ? MOST_SPLITS : MOST_SUMS}
      value={[...wish[key]]}
      options={options}
      onChange={(next) => onChange({ ...wish, [key]: next })}
    />
  );
  return (
    <>
      <span>{t.chooseFields}</span>
      <div className="m-inspector-row">
        {select(t.splitBy, "split", named(fields.filter((field) => field.groupable)))}
        {select(t.figures, "sums", [
          { value: RECORDS, label: t.recordCount },
          ...named(amountFields(fields)),
        ])}
      </div>
    </>
  );
}

interface ThumbnailProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly draft: CardDraft;
  readonly onChoose: () => void;
}

const NO_PLACE = { x: 0, y: 0, w: 3, h: 3 };

function Thumbnail({ app, catalog, draft, onChoose }: ThumbnailProps) {
  const localize = useLocalize();
  const { size: _size, ...rest } = draft;
  const figures = useCardFigures({ app, card: { ...rest, id: "thumbnail", layout: NO_PLACE } });
  return (
    <div className="m-designer-thumbnail">
      <div className="m-designer-thumbnail-picture" aria-hidden="true" inert>
        <ChartBody catalog={catalog} figures={figures} narrow />
      </div>
      <button type="button" onClick={onChoose}>
        <IconByName name={findChart(draft.chart)?.icon} />
        <span>{localize(draft.title)}</span>
      </button>
    </div>
  );
}
