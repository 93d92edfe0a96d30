import type { Catalog } from "@mortise/metadata";
import { EmptyState, IconByName, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Modal, Select } from "antd";
import { useId, useState } from "react";
import { chartTypes, findChart } from "../../charts/index.ts";
import { draftOf } from "../../model/compose-card.ts";
import { type CardDraft, suggestCards } from "../../model/suggest-cards.ts";
import { useCardFigures } from "../card-query.ts";
import { ChartBody } from "../chart-body.tsx";
import { text } from "./text.ts";

/** Props of `AddChartDialog`. */
export interface AddChartDialogProps {
  readonly open: boolean;
  readonly app: string;
  readonly catalog: Catalog;
  readonly onCancel: () => void;
  readonly onChoose: (draft: CardDraft) => void;
}

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
  const entity = chosen ?? entities[0]?.id;
  if (entity === undefined) return <EmptyState title={t.chooseEntity} />;
  const drafts = suggestCards(catalog, entity).slice(0, MOST_THUMBNAILS);
  return (
    <div className="m-designer-choice">
      <label htmlFor={id}>{t.chooseEntity}</label>
      <Select<string>
        id={id}
        value={entity}
        onChange={setChosen}
        options={entities.map((one) => ({ value: one.id, label: localize(one.name) }))}
      />
      <h4>{t.suggested}</h4>
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
          <button
            key={chart.id}
            type="button"
            className="m-designer-type"
            title={localize(chart.description)}
            onClick={() => onChoose(draftOf(chart, entity, catalog))}
          >
            <IconByName name={chart.icon} />
            {localize(chart.name)}
          </button>
        ))}
      </div>
    </div>
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
