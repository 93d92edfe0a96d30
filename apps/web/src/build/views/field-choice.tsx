import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { Form, Select } from "antd";

/** Chooses one field of an entity for a part of a view; `none` says what empty means, without it one must be chosen. */
export function FieldChoice({
  label,
  fields,
  value,
  none,
  onChange,
}: {
  readonly label: string;
  readonly fields: readonly FieldDefinition[];
  readonly value: string | undefined;
  readonly none?: string;
  readonly onChange: (field: string | undefined) => void;
}) {
  const localize = useLocalize();
  const known = fields.some(({ id }) => id === value);
  return (
    <Form.Item label={label}>
      <Select
        aria-label={label}
        value={value}
        allowClear={none !== undefined}
        showSearch={{ optionFilterProp: "label" }}
        {...(none === undefined ? {} : { placeholder: none })}
        {...(value !== undefined && !known ? { status: "error" as const } : {})}
        onChange={(field: string | undefined) => onChange(field)}
        options={fields.map((field) => ({ value: field.id, label: localize(field.name) }))}
      />
    </Form.Item>
  );
}
