import { CalendarOutlined, FieldNumberOutlined, TagsOutlined } from "@ant-design/icons";
import type { Catalog } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Input, Select } from "antd";
import { useMemo, useState } from "react";
import { naturalWell } from "../../model/board/field-drop.ts";
import { type ReportField, reportFields } from "../../model/report-field.ts";
import { dragField } from "./field-drag.ts";
import { text } from "./text.ts";

/** Props of `FieldList`. */
export interface FieldListProps {
  readonly catalog: Catalog;
  readonly entity: string | undefined;
  readonly onEntity: (entity: string) => void;
  /** What a click does: the field goes where it fits best. */
  readonly onChoose: (field: ReportField) => void;
}

/** The fields of an entity, to drag to a card, a well or the empty page; a click does the same. */
export function FieldList({ catalog, entity, onEntity, onChoose }: FieldListProps) {
  const t = useText(text);
  const localize = useLocalize();
  const [typed, setTyped] = useState("");
  const fields = useMemo(
    () => (entity === undefined ? [] : reportFields(catalog, entity)),
    [catalog, entity],
  );
  const usable = fields.filter((field) => field.groupable || field.aggregates.length > 0);
  const sought = typed.trim().toLowerCase();
  const found = usable.filter(({ name }) => `${name.zh} ${name.en}`.toLowerCase().includes(sought));
  return (
    <aside className="m-designer-fields" aria-label={t.fields}>
      <Select<string>
        aria-label={t.chooseEntity}
        {...(entity === undefined ? {} : { value: entity })}
        showSearch={{ optionFilterProp: "label" }}
        options={catalog.all("entity").map((one) => ({ value: one.id, label: localize(one.name) }))}
        onChange={onEntity}
      />
      <Input
        aria-label={t.findField}
        placeholder={t.findField}
        allowClear
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <ul>
        {found.map((field) => (
          <li key={field.id}>
            <button
              type="button"
              draggable
              title={t.fieldHint}
              onDragStart={(event) => dragField(event, { entity: entity ?? "", field: field.id })}
              onClick={() => onChoose(field)}
            >
              <FieldIcon field={field} />
              <span>{localize(field.name)}</span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}

function FieldIcon({ field }: { readonly field: ReportField }) {
  if (naturalWell(field) === "measures") return <FieldNumberOutlined aria-hidden="true" />;
  if (field.kind === "date" || field.kind === "datetime") return <CalendarOutlined aria-hidden="true" />;
  return <TagsOutlined aria-hidden="true" />;
}
