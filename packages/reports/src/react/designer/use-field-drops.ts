import { fillText } from "@mortise/kit";
import type { Catalog, DashboardDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { App } from "antd";
import { useState } from "react";
import { type BoardItem, fittingField, isCard } from "../../model/board/board-edits.ts";
import { draftFor, naturalWell, withField } from "../../model/board/field-drop.ts";
import { placeCard } from "../../model/compose-card.ts";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import { type ReportField, reportField } from "../../model/report-field.ts";
import type { DraggedField } from "./field-drag.ts";
import { text } from "./text.ts";

/** What dropping fields and filters needs. */
export interface FieldDropsInput {
  readonly document: DashboardDocument;
  readonly catalog: Catalog;
  readonly run: (command: DashboardCommand) => void;
  readonly add: (item: BoardItem) => void;
  /** What is chosen: a click on a field goes there. */
  readonly selected: BoardItem | undefined;
}

/** What becomes of fields and filters that are dropped or clicked. */
export function useFieldDrops({ document, catalog, run, add, selected }: FieldDropsInput) {
  const t = useText(text);
  const localize = useLocalize();
  const { message } = App.useApp();
  const [own, setOwn] = useState<string>();
  const card = selected && isCard(selected) ? selected : undefined;
  // The list follows the chosen card, so that its fields are at hand.
  const entity = card?.entity ?? own ?? document.cards.at(-1)?.entity ?? catalog.all("entity")[0]?.id;
  const put = (field: ReportField, over: string, id: string | undefined): void => {
    const target = document.cards.find((one) => one.id === id);
    if (!target || target.entity !== over) {
      add(placeCard(draftFor(field, over, catalog), document));
      return;
    }
    const next = withField(target, field, naturalWell(field), catalog);
    if (next) run({ type: "replace", card: next });
  };
  return {
    entity,
    setEntity: setOwn,
    choose: (field: ReportField): void => {
      if (entity !== undefined) put(field, entity, card?.id);
    },
    onField: (dragged: DraggedField, item?: string): void => {
      const field = reportField(catalog, dragged.entity, dragged.field);
      if (field) put(field, dragged.entity, item);
    },
    onFilter: (id: string, item: string): void => {
      const filter = document.filters?.find((one) => one.id === id);
      if (!filter || filter.targets.some((target) => target.item === item)) return;
      const name = localize(filter.name);
      const field = fittingField(filter, item, { dashboard: document, catalog });
      if (field === undefined) {
        void message.warning(fillText(t.noFit, { name }));
        return;
      }
      const part = { ...filter, targets: [...filter.targets, { item, field }] };
      run({ type: "put", list: "filters", part });
      void message.success(fillText(t.bound, { name }));
    },
  };
}
