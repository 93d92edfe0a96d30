import { DeleteOutlined } from "@ant-design/icons";
import {
  type Catalog,
  type DashboardDocument,
  type DashboardFilter,
  dashboardItems,
  entityOfItem,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Checkbox, Select, Space } from "antd";
import { filterFields, fittingField } from "../../model/board/board-edits.ts";
import { firstField } from "../board/filter-bar.tsx";
import { FilterControl } from "../board/filter-control.tsx";
import { InspectorSection } from "./inspector-section.tsx";
import { itemTitle } from "./item-title.ts";
import { TextPair } from "./text-pair.tsx";
import { text } from "./text.ts";

/** Props of `FilterInspector`. */
export interface FilterInspectorProps {
  readonly filter: DashboardFilter;
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
  readonly onChange: (filter: DashboardFilter, merge?: string) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** What can be set on a filter of the bar: its name, which cards it narrows by which field, and what it begins with. */
export function FilterInspector(props: FilterInspectorProps) {
  const { filter, dashboard, catalog, onChange } = props;
  const t = useText(text);
  return (
    <div className="m-inspector">
      <InspectorSection title={t.filterName}>
        <TextPair
          value={filter.name}
          labels={[t.titleZh, t.titleEn]}
          placeholder={{ zh: t.titleZh, en: t.titleEn }}
          onChange={(name) => onChange({ ...filter, name }, "name")}
        />
      </InspectorSection>
      <InspectorSection title={t.startsWith}>
        <FilterControl
          filter={filter}
          field={firstField(filter, dashboard, catalog)}
          value={filter.value}
          onChange={(value) => {
            const { value: _before, ...rest } = filter;
            onChange(value === null ? rest : { ...rest, value }, "value");
          }}
        />
      </InspectorSection>
      <InspectorSection title={t.narrows}>
        <Targets {...props} />
      </InspectorSection>
      <Space wrap>
        <Button danger icon={<DeleteOutlined />} onClick={props.onRemove}>
          {t.remove}
        </Button>
        <Button type="link" onClick={props.onClose}>
          {t.close}
        </Button>
      </Space>
    </div>
  );
}

function Targets({ filter, dashboard, catalog, onChange }: FilterInspectorProps) {
  const t = useText(text);
  const localize = useLocalize();
  const items = dashboardItems(dashboard).filter(
    ({ id }) => entityOfItem(dashboard, id, catalog) !== undefined,
  );
  const set = (item: string, field: string | undefined): void => {
    const others = filter.targets.filter((target) => target.item !== item);
    onChange({ ...filter, targets: field === undefined ? others : [...others, { item, field }] });
  };
  return items.map(({ id }) => {
    const target = filter.targets.find(({ item }) => item === id);
    const fields = filterFields(filter.type, entityOfItem(dashboard, id, catalog), catalog);
    const name = itemTitle(dashboard, id, catalog, localize);
    return (
      <div key={id} className="m-inspector-target">
        <Checkbox
          checked={target !== undefined}
          disabled={fields.length === 0}
          onChange={({ target: box }) =>
            set(id, box.checked ? fittingField(filter, id, { dashboard, catalog }) : undefined)
          }
        >
          {name}
        </Checkbox>
        {fields.length === 0 ? <small>{t.noField}</small> : null}
        {target ? (
          <Select<string>
            size="small"
            aria-label={`${t.byField} ${name}`}
            value={target.field}
            popupMatchSelectWidth={false}
            options={fields.map((field) => ({ value: field.id, label: localize(field.name) }))}
            onChange={(field) => set(id, field)}
          />
        ) : null}
      </div>
    );
  });
}
