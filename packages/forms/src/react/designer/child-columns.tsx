import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, SettingOutlined } from "@ant-design/icons";
import { fieldType, fieldTypes, findFieldType } from "@mortise/fields";
import { SettingsPanel } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { Button, Input, Select, Space } from "antd";
import { type ComponentProps, useState } from "react";
import { typedField } from "../../model/layout/field-lines.ts";
import { newField } from "./new-field.ts";
import { PasteDialog } from "./paste-dialog.tsx";
import { designerText } from "./text.ts";

type SettingsSources = ComponentProps<typeof SettingsPanel>["sources"];

interface ChildColumnsProps {
  /** The entity of the rows. */
  readonly child: EntityDocument;
  /** Columns that no release has yet: only they change their type here. */
  readonly isNew: (field: FieldDefinition) => boolean;
  readonly sources: (child: EntityDocument, field: FieldDefinition) => SettingsSources;
  readonly onChange: (child: EntityDocument) => void;
}

/** The columns of a sub-table: added one by one or pasted from a spreadsheet, named, typed, moved, set up and removed. */
export function ChildColumns({ child, isNew, sources, onChange }: ChildColumnsProps) {
  const t = useText(designerText);
  const [pasting, setPasting] = useState(false);
  const { fields } = child;
  const put = (next: readonly FieldDefinition[]) => {
    const isTitled = next.some(({ id }) => id === child.titleField);
    onChange({
      ...child,
      fields: next,
      ...(isTitled ? {} : { titleField: next[0]?.id ?? child.titleField }),
    });
  };
  return (
    <section aria-label={t.columns} className="fd-columns">
      <h3>{t.columns}</h3>
      {fields.map((field, index) => (
        <Column
          key={field.id}
          field={field}
          mayRetype={isNew(field)}
          sources={sources(child, field)}
          onChange={(next) => put(fields.with(index, next))}
          onMove={(step) => put(moved(fields, index, index + step))}
          onRemove={fields.length > 1 ? () => put(fields.toSpliced(index, 1)) : undefined}
        />
      ))}
      <Space wrap>
        <Button size="small" type="dashed" onClick={() => put([...fields, newField(child, "text")])}>
          {t.addColumn}
        </Button>
        <Button size="small" type="link" onClick={() => setPasting(true)}>
          {t.pasteFields}
        </Button>
      </Space>
      {pasting ? (
        <PasteDialog
          entity={child}
          text=""
          onAdd={(added) => put([...fields, ...added])}
          onClose={() => setPasting(false)}
        />
      ) : null}
    </section>
  );
}

function moved(fields: readonly FieldDefinition[], index: number, to: number): readonly FieldDefinition[] {
  const field = fields[index];
  if (!field || to < 0 || to >= fields.length) return fields;
  return fields.toSpliced(index, 1).toSpliced(to, 0, field);
}

/** Types that a column of rows may have: what is worked out over rows, and rows themselves, have no place there. */
const COLUMN_TYPES = fieldTypes.filter(
  (type) => type.kind({ id: "x", type: type.id, name: type.name }) !== "rows",
);

interface ColumnProps {
  readonly field: FieldDefinition;
  readonly mayRetype: boolean;
  readonly sources: SettingsSources;
  readonly onChange: (field: FieldDefinition) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: (() => void) | undefined;
}

function Column({ field, mayRetype, sources, onChange, onMove, onRemove }: ColumnProps) {
  const t = useText(designerText);
  const locale = useLocale();
  const localize = useLocalize();
  const [isOpen, setOpen] = useState(false);
  const name = localize(field.name);
  const specs = findFieldType(field.type) ? fieldType(field.type).settings : [];
  const tools = [
    { label: t.moveUp, icon: <ArrowUpOutlined />, act: () => onMove(-1) },
    { label: t.moveDown, icon: <ArrowDownOutlined />, act: () => onMove(1) },
    ...(specs.length > 0
      ? [{ label: t.fieldSettings, icon: <SettingOutlined />, act: () => setOpen(!isOpen) }]
      : []),
    ...(onRemove ? [{ label: t.remove, icon: <DeleteOutlined />, act: onRemove }] : []),
  ];
  return (
    <div className="fd-column" role="group" aria-label={name}>
      <Input
        size="small"
        aria-label={fillText(t.columnName, { name })}
        value={name}
        onChange={({ target }) =>
          onChange({
            ...field,
            name: { ...field.name, [locale]: target.value, ...same(field, target.value) },
          })
        }
      />
      <Select
        size="small"
        showSearch={{ optionFilterProp: "label" }}
        aria-label={`${t.fieldTypeName} ${name}`}
        value={field.type}
        disabled={!mayRetype}
        options={COLUMN_TYPES.map((type) => ({ value: type.id, label: localize(type.name) }))}
        onChange={(type) => onChange({ ...typedField({ id: field.id, name: "" }, type), name: field.name })}
      />
      <div>
        {tools.map(({ label, icon, act }) => (
          <Button
            key={label}
            type="text"
            size="small"
            icon={icon}
            aria-label={`${label} ${name}`}
            onClick={act}
          />
        ))}
      </div>
      {isOpen ? (
        <SettingsPanel
          specs={specs}
          value={field.settings ?? {}}
          sources={sources}
          onChange={(settings) => onChange({ ...field, settings })}
        />
      ) : null}
    </div>
  );
}

/** Both names follow what is typed until they differ. */
function same({ name }: FieldDefinition, typed: string): Partial<FieldDefinition["name"]> {
  return name.zh === name.en ? { zh: typed, en: typed } : {};
}
