import { fieldType, findFieldType } from "@mortise/fields";
import { SettingsPanel } from "@mortise/fields/react";
import {
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  type FormItem,
  shownFields,
} from "@mortise/metadata";
import { HeldNotice, useText } from "@mortise/ui";
import { Form } from "antd";
import { memo } from "react";
import { BulkInspector, MoveTo } from "./bulk-inspector.tsx";
import { ChildColumns } from "./child-columns.tsx";
import { useDesigner } from "./designer-context.ts";
import { type ItemProps, ItemProperties } from "./item-properties.tsx";
import { designerText } from "./text.ts";

interface InspectorProps {
  readonly item: FormItem | undefined;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly onChange: ItemProps["onChange"];
  readonly onTakeOver: (() => void) | undefined;
  readonly onFieldChange: ((field: FieldDefinition) => void) | undefined;
  readonly rows: RowsEditing;
}

/** How the rows of sub-tables are edited; only read when it cannot change them. */
export interface RowsEditing {
  readonly onChange: ((child: EntityDocument) => void) | undefined;
  /** Whether no release has the field of the entity yet. */
  readonly isNew: (entity: string, field: string) => boolean;
}

/** Sets up what is chosen: texts, flags, width, and the settings of its field; several items at once by what they share. */
export function Inspector({ item, entity, catalog, onChange, ...rest }: InspectorProps) {
  const { onFieldChange, rows, onTakeOver } = rest;
  const t = useText(designerText);
  const { chosen, holderOf } = useDesigner();
  const isMany = chosen.size > 1;
  const holder = item && !isMany ? holderOf(item.id) : undefined;
  return (
    <aside className="fd-inspector" aria-label={t.inspector}>
      {item || isMany ? null : <p className="fd-hint">{t.pickOne}</p>}
      {holder ? <HeldNotice holder={holder} onTakeOver={onTakeOver} /> : null}
      <Form layout="vertical" component={false} size="small" disabled={holder !== undefined}>
        {isMany ? <BulkInspector /> : null}
        {item && !isMany ? (
          <>
            <ItemProperties key={item.id} item={item} entity={entity} onChange={onChange} />
            {item.type === "page" ? null : <MoveTo />}
            {item.type === "field" && onFieldChange ? (
              <FieldSettings
                id={item.field}
                entity={entity}
                catalog={catalog}
                rows={rows}
                onChange={onFieldChange}
              />
            ) : null}
          </>
        ) : null}
      </Form>
    </aside>
  );
}

interface FieldSettingsProps {
  readonly id: string;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly rows: RowsEditing;
  readonly onChange: (field: FieldDefinition) => void;
}

/** What the field itself can be told; stays as it is while texts and widths of its item change. */
const FieldSettings = memo(function FieldSettings({
  id,
  entity,
  catalog,
  rows,
  onChange,
}: FieldSettingsProps) {
  const t = useText(designerText);
  const field = entity.fields.find((candidate) => candidate.id === id);
  if (!field || !findFieldType(field.type)) return null;
  const entities = catalog.all("entity").map((one) => ({ id: one.id, name: one.name }));
  const roles = catalog.all("role").map((role) => ({ id: role.id, name: role.name }));
  const fieldsOf = (other: string): readonly FieldDefinition[] | undefined => {
    const document = catalog.find("entity", other);
    return document && shownFields(document);
  };
  const sourcesOf = (of: EntityDocument, without: FieldDefinition) => ({
    fields: of.fields.filter((one) => one !== without),
    entities,
    roles,
    fieldsOf,
  });
  const target =
    catalog.fieldTypes.kindOf(field) === "rows" ? catalog.fieldTypes.targetEntity(field) : undefined;
  const child = target === undefined ? undefined : catalog.find("entity", target);
  const { onChange: changeRows } = rows;
  return (
    <section aria-label={t.fieldSettings}>
      {child && changeRows ? (
        <ChildColumns
          child={child}
          isNew={(column) => rows.isNew(child.id, column.id)}
          sources={sourcesOf}
          onChange={changeRows}
        />
      ) : null}
      <h3>{t.fieldSettings}</h3>
      <p className="fd-hint" style={{ marginBottom: 12 }}>
        {t.fieldSettingsHint}
      </p>
      <SettingsPanel
        specs={fieldType(field.type).settings}
        value={field.settings ?? {}}
        sources={sourcesOf(entity, field)}
        onChange={(settings) => onChange({ ...field, settings })}
      />
    </section>
  );
});
