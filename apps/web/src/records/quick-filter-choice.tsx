import { MOST_QUICK_FILTERS } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { quickChoices } from "./quick-fields.ts";
import { recordsText } from "./text.ts";
import type { ListPage } from "./use-list-page.ts";

/** Chooses the fields that stand above the list to narrow it by. */
export function QuickFilterChoice({ page }: { readonly page: ListPage }) {
  const { entity, fields, list } = page;
  const t = useText(recordsText);
  const localize = useLocalize();
  const offered = quickChoices(fields, useAppModel().permission(entity.id));
  return (
    <div className="quick-filter-choice">
      <b>{t.quickFilters}</b>
      <p className="column-hint">{t.quickFiltersHint}</p>
      <Select
        mode="multiple"
        aria-label={t.quickFilters}
        placeholder={t.chooseField}
        showSearch={{ optionFilterProp: "label" }}
        maxCount={MOST_QUICK_FILTERS}
        value={list.quickFilters.filter((id) => offered.some((field) => field.id === id))}
        onChange={(chosen: string[]) => list.setQuickFilters(chosen)}
        options={offered.map((field) => ({ value: field.id, label: localize(field.name) }))}
      />
    </div>
  );
}
