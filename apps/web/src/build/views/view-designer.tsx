import { type FieldsOf, quickOperator } from "@mortise/fields";
import { ConditionBuilder } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import {
  type EntityDocument,
  type FieldDefinition,
  MOST_QUICK_FILTERS,
  type ViewDocument,
  type ViewLayout,
} from "@mortise/metadata";
import { Panel, useLocalize, useText } from "@mortise/ui";
import { Form, Select } from "antd";
import { useMemo } from "react";
import { comparedFields, comparedFieldsIn } from "../../records/entity-fields.ts";
import { SortEditor } from "../../records/sort-editor.tsx";
import type { DesignerProps } from "../designers.tsx";
import { NameFields } from "../name-fields.tsx";
import { ColorRules } from "./color-rules.tsx";
import { LayoutChoice } from "./layout-choice.tsx";
import { LayoutSettings } from "./layout-settings.tsx";
import { viewText } from "./text.ts";
import { withLayout } from "./with-layout.ts";
import "./views.css";

/** Edits a shared view: its layout with what that needs, fields, filter, order and colours. */
export function ViewDesigner({ document, catalog, onChange }: DesignerProps<ViewDocument>) {
  const entity = catalog.find("entity", document.entity);
  const fieldsOf = useMemo(() => comparedFieldsIn(catalog), [catalog]);
  return entity ? (
    <ViewPanels view={document} entity={entity} fieldsOf={fieldsOf} onChange={onChange} />
  ) : null;
}

/** Layouts that have an order of their own. */
const UNORDERED: ReadonlySet<ViewLayout> = new Set(["calendar", "gantt", "map"]);

interface PanelsProps {
  readonly view: ViewDocument;
  readonly entity: EntityDocument;
  readonly fieldsOf: FieldsOf;
  readonly onChange: (view: ViewDocument) => void;
}

function ViewPanels({ view, entity, fieldsOf, onChange }: PanelsProps) {
  const t = useText(viewText);
  const fields = useMemo(() => comparedFields(entity), [entity]);
  return (
    <div className="view-designer">
      <Panel>
        <NameFields value={view.name} onChange={(name) => onChange({ ...view, name })} />
        <LayoutChoice
          value={view.layout}
          onChange={(layout) => onChange(withLayout(view, layout, entity, fields))}
        />
      </Panel>
      <Panel title={fillText(t.settings, { layout: t[view.layout] })}>
        <Form layout="vertical" component={false}>
          <div className="view-settings">
            <LayoutSettings view={view} entity={entity} fields={fields} onChange={onChange} />
          </div>
        </Form>
      </Panel>
      <ContentPanel view={view} entity={entity} fields={fields} fieldsOf={fieldsOf} onChange={onChange} />
      {view.layout === "tree" ? null : (
        <Panel title={t.colors}>
          <ColorRules
            fields={fields}
            value={view.colors ?? []}
            onChange={(colors) => onChange({ ...view, colors })}
          />
        </Panel>
      )}
    </div>
  );
}

function ContentPanel({
  view,
  entity,
  fields,
  fieldsOf,
  onChange,
}: PanelsProps & { readonly fields: readonly FieldDefinition[] }) {
  const t = useText(viewText);
  const localize = useLocalize();
  const widths = new Map(view.columns.map((column) => [column.field, column]));
  const { filter: _filter, ...unfiltered } = view;
  const { sort: _sort, ...unsorted } = view;
  const { quickFilters: _quick, ...unhurried } = view;
  const isOrdered = !UNORDERED.has(view.layout);
  return (
    <Panel title={t.content}>
      <Form layout="vertical" component={false}>
        <Form.Item label={t.columns}>
          <Select
            mode="multiple"
            aria-label={t.columns}
            showSearch={{ optionFilterProp: "label" }}
            value={view.columns.map(({ field }) => field)}
            onChange={(chosen: readonly string[]) =>
              onChange({ ...view, columns: chosen.map((field) => widths.get(field) ?? { field }) })
            }
            options={fields.map((field) => ({ value: field.id, label: localize(field.name) }))}
          />
        </Form.Item>
        <Form.Item label={t.quickFilters} extra={t.quickFiltersHint}>
          <Select
            mode="multiple"
            aria-label={t.quickFilters}
            showSearch={{ optionFilterProp: "label" }}
            maxCount={MOST_QUICK_FILTERS}
            value={[...(view.quickFilters ?? [])]}
            onChange={(quickFilters: readonly string[]) =>
              onChange(quickFilters.length > 0 ? { ...view, quickFilters } : unhurried)
            }
            options={fields
              .filter((field) => quickOperator(field) !== undefined)
              .map((field) => ({ value: field.id, label: localize(field.name) }))}
          />
        </Form.Item>
        <Form.Item label={t.filter}>
          <ConditionBuilder
            fields={fields}
            fieldsOf={fieldsOf}
            {...(view.filter === undefined ? {} : { value: view.filter })}
            onChange={(filter) => onChange(filter === undefined ? unfiltered : { ...view, filter })}
          />
        </Form.Item>
        {isOrdered ? (
          <Form.Item label={t.sort}>
            <SortEditor
              entity={entity}
              fields={fields}
              value={view.sort}
              onChange={(sort) => onChange(sort ? { ...view, sort } : unsorted)}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Panel>
  );
}
