import { defaultSettings, fieldType, fieldTypes } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Select } from "antd";
import { fieldChangeText } from "./field-change-text.ts";

/** The type of a field, and the way to another one; publishing shows first what would become of the values. */
export function FieldTypeSelect({
  field,
  onChange,
}: {
  readonly field: FieldDefinition;
  readonly onChange: (field: FieldDefinition) => void;
}) {
  const t = useText(fieldChangeText);
  const localize = useLocalize();
  const present = fieldType(field.type);
  // Values that live in child rows, or are computed, cannot become those of a column and the other way round.
  const isKept = (type: (typeof fieldTypes)[number]): boolean =>
    type.computed === undefined &&
    type.column({ ...field, type: type.id, settings: type.example.settings }) !== null;
  const offered = fieldTypes.filter((type) => type.id === field.type || isKept(type));
  if (!isKept(present)) return null;
  const change = (id: string) => {
    const type = fieldType(id);
    const { unique, default: _literal, ...rest } = field;
    const known = new Set(type.settings.map((spec) => spec.id));
    // Options and the like go along where the new type knows them, too.
    const settings = Object.fromEntries(
      Object.entries(field.settings ?? {}).filter(([key]) => known.has(key)),
    );
    onChange({
      ...rest,
      type: id,
      settings: { ...defaultSettings(type.settings), ...settings },
      ...(unique && type.canBeUnique ? { unique } : {}),
    });
  };
  return (
    <Form.Item label={t.type}>
      <Select
        aria-label={t.type}
        showSearch={{ optionFilterProp: "label" }}
        value={field.type}
        onChange={change}
        options={offered.map((type) => ({ value: type.id, label: localize(type.name) }))}
      />
    </Form.Item>
  );
}
