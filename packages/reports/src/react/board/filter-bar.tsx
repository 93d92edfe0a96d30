import { CloseOutlined, FilterOutlined } from "@ant-design/icons";
import { fillText, type Json } from "@mortise/kit";
import { type Catalog, type DashboardDocument, type DashboardFilter, entityOfItem } from "@mortise/metadata";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Badge, Button, Drawer, Tag } from "antd";
import { useState } from "react";
import type { CrossFilter } from "../../model/board/board-state.ts";
import { chosenValue, type FilterChoices } from "../../model/board/filter-condition.ts";
import { reportField, type ReportField } from "../../model/report-field.ts";
import { FilterControl } from "./filter-control.tsx";
import { boardText } from "./text.ts";

/** Props of `FilterBar`. */
export interface FilterBarProps {
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
  readonly choices: FilterChoices;
  readonly cross: CrossFilter | undefined;
  readonly onChoose: (choices: FilterChoices) => void;
  readonly onCrossEnd: () => void;
}

/** The filters above the cards; on phones behind a button. */
export function FilterBar(props: FilterBarProps) {
  const { dashboard, cross, onCrossEnd } = props;
  const t = useText(boardText);
  const isPhone = useIsPhone();
  const filters = dashboard.filters ?? [];
  if (filters.length === 0 && !cross) return null;
  const crossed = cross ? (
    <Tag color="green" className="m-board-cross">
      {fillText(t.crossed, { name: cross.label })}
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t.crossEnd}
        title={t.crossEnd}
        onClick={onCrossEnd}
      />
    </Tag>
  ) : null;
  return (
    <div className="m-board-bar" role="group" aria-label={t.filters}>
      {filters.length === 0 ? null : isPhone ? <BehindButton {...props} /> : <Controls {...props} />}
      {crossed}
    </div>
  );
}

function BehindButton(props: FilterBarProps) {
  const t = useText(boardText);
  const [isOpen, setOpen] = useState(false);
  const active = (props.dashboard.filters ?? []).filter((one) => isActive(one, props.choices)).length;
  return (
    <>
      <Badge count={active} size="small">
        <Button icon={<FilterOutlined />} onClick={() => setOpen(true)}>
          {t.filters}
        </Button>
      </Badge>
      <Drawer open={isOpen} placement="bottom" size="70%" title={t.filters} onClose={() => setOpen(false)}>
        <div className="m-board-sheet">
          <Controls {...props} />
          <Button type="primary" block onClick={() => setOpen(false)}>
            {t.done}
          </Button>
        </div>
      </Drawer>
    </>
  );
}

function Controls({ dashboard, catalog, choices, onChoose }: FilterBarProps) {
  const t = useText(boardText);
  const localize = useLocalize();
  const set = (id: string, value: Json): void => onChoose({ ...choices, [id]: value });
  return (
    <>
      {(dashboard.filters ?? []).map((filter) => (
        <div key={filter.id} className={isActive(filter, choices) ? "m-board-filter m-on" : "m-board-filter"}>
          <span>{localize(filter.name)}</span>
          <FilterControl
            filter={filter}
            field={firstField(filter, dashboard, catalog)}
            value={chosenValue(filter, choices)}
            onChange={(value) => set(filter.id, value)}
          />
        </div>
      ))}
      {Object.keys(choices).length > 0 ? (
        <Button type="link" size="small" onClick={() => onChoose({})}>
          {t.clear}
        </Button>
      ) : null}
    </>
  );
}

/** Whether a filter is set to something. */
export function isActive(filter: DashboardFilter, choices: FilterChoices): boolean {
  const value = chosenValue(filter, choices);
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** The field that tells what can be chosen. */
export function firstField(
  filter: DashboardFilter,
  dashboard: DashboardDocument,
  catalog: Catalog,
): ReportField | undefined {
  for (const { item, field } of filter.targets) {
    const entity = entityOfItem(dashboard, item, catalog);
    const found = entity === undefined ? undefined : reportField(catalog, entity, field);
    if (found) return found;
  }
  return undefined;
}
