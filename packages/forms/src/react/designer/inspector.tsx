import { fieldType, findFieldType } from "@mortise/fields";
import { SettingsPanel } from "@mortise/fields/react";
import {
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  type FormItem,
  shownFields,
} from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Form, Segmented, Switch } from "antd";
import { GRID_COLUMNS, spanOf } from "../../model/layout/pack-rows.ts";
import type { PropertyChanges } from "../../model/layout/form-command.ts";
import { LocalizedInput } from "./localized-input.tsx";
import { designerText } from "./text.ts";

interface InspectorProps {
  readonly item: FormItem | undefined;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  /** `burst` joins edits of one box into one step. */
  readonly onChange: (changes: PropertyChanges, burst: string) => void;
  readonly onFieldChange: ((field: FieldDefinition) => void) | undefined;
}

/** Sets up the selected item: texts, flags, width, and the settings of its field. */
export function Inspector({ item, entity, catalog, onChange, onFieldChange }: InspectorProps) {
  const t = useText(designerText);
  return (
    <aside className="fd-inspector" aria-label={t.inspector}>
      {item ? (
        <Form layout="vertical" component={false} size="small">
          <ItemProperties key={item.id} item={item} entity={entity} onChange={onChange} />
          {item.type === "field" && onFieldChange ? (
            <FieldSettings id={item.field} entity={entity} catalog={catalog} onChange={onFieldChange} />
          ) : null}
        </Form>
      ) : (
        <p className="fd-hint">{t.pickOne}</p>
      )}
    </aside>
  );
}

type ItemProps = Pick<InspectorProps, "entity" | "onChange"> & { readonly item: FormItem };

function ItemProperties({ item, entity, onChange }: ItemProps) {
  const t = useText(designerText);
  if (item.type === "section")
    return (
      <>
        <LocalizedInput
          labels={{ zh: t.labelZh, en: t.labelEn }}
          value={item.title}
          onChange={(title) => onChange({ title: title ?? { zh: "", en: "" } }, "title")}
        />
        <Flag
          label={t.collapsed}
          checked={item.collapsed === true}
          onChange={(on) => onChange({ collapsed: on || null }, "")}
        />
      </>
    );
  if (item.type === "text")
    return (
      <>
        <LocalizedInput
          isLong
          labels={{ zh: t.contentZh, en: t.contentEn }}
          value={item.content}
          onChange={(content) => onChange({ content: content ?? { zh: "", en: "" } }, "content")}
        />
        <Width item={item} onChange={onChange} />
      </>
    );
  const field = entity.fields.find((candidate) => candidate.id === item.field);
  return (
    <>
      <LocalizedInput
        labels={{ zh: t.labelZh, en: t.labelEn }}
        value={item.label}
        fallback={field?.name}
        onChange={(label) => onChange({ label: label ?? null }, "label")}
      />
      <LocalizedInput
        labels={{ zh: t.helpZh, en: t.helpEn }}
        value={item.help}
        fallback={field?.help}
        onChange={(help) => onChange({ help: help ?? null }, "help")}
      />
      <Flag
        label={t.required}
        checked={item.required === true || field?.required === true}
        disabled={field?.required === true}
        onChange={(on) => onChange({ required: on || null }, "")}
      />
      <Flag
        label={t.readOnly}
        checked={item.readOnly === true || field?.readOnly === true}
        disabled={field?.readOnly === true}
        onChange={(on) => onChange({ readOnly: on || null }, "")}
      />
      <Width item={item} onChange={onChange} />
    </>
  );
}

interface FlagProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

function Flag({ label, checked, disabled, onChange }: FlagProps) {
  return (
    <div style={{ display: "flex", justifyContent: "space-between", marginBottom: 12 }}>
      <span>{label}</span>
      <Switch
        size="small"
        aria-label={label}
        checked={checked}
        disabled={disabled === true}
        onChange={onChange}
      />
    </div>
  );
}

function Width({
  item,
  onChange,
}: {
  readonly item: FormItem;
  readonly onChange: InspectorProps["onChange"];
}) {
  const t = useText(designerText);
  const choices = [
    { value: 3, label: t.quarter },
    { value: 4, label: t.third },
    { value: 6, label: t.half },
    { value: 8, label: t.twoThirds },
    { value: GRID_COLUMNS, label: t.whole },
  ];
  return (
    <Form.Item label={t.width}>
      <Segmented
        block
        aria-label={t.width}
        value={spanOf(item)}
        options={choices}
        onChange={(span) => onChange({ span }, "")}
      />
    </Form.Item>
  );
}

interface FieldSettingsProps {
  readonly id: string;
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  readonly onChange: (field: FieldDefinition) => void;
}

function FieldSettings({ id, entity, catalog, onChange }: FieldSettingsProps) {
  const t = useText(designerText);
  const field = entity.fields.find((candidate) => candidate.id === id);
  if (!field || !findFieldType(field.type)) return null;
  const entities = catalog.all("entity").map((one) => ({ id: one.id, name: one.name }));
  const roles = catalog.all("role").map((role) => ({ id: role.id, name: role.name }));
  const fieldsOf = (other: string): readonly FieldDefinition[] | undefined => {
    const document = catalog.find("entity", other);
    return document && shownFields(document);
  };
  return (
    <section aria-label={t.fieldSettings}>
      <h3>{t.fieldSettings}</h3>
      <p className="fd-hint" style={{ marginBottom: 12 }}>
        {t.fieldSettingsHint}
      </p>
      <SettingsPanel
        specs={fieldType(field.type).settings}
        value={field.settings ?? {}}
        sources={{ fields: entity.fields.filter((one) => one !== field), entities, roles, fieldsOf }}
        onChange={(settings) => onChange({ ...field, settings })}
      />
    </section>
  );
}
