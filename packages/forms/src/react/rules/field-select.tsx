import { findFieldType } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { rulesText } from "./text.ts";

/** Whether people fill the field in. */
export function isFillable(field: FieldDefinition): boolean {
  return findFieldType(field.type)?.computed === undefined;
}

interface FieldSelectProps {
  readonly fields: readonly FieldDefinition[];
  readonly value: string | undefined;
  readonly placeholder?: string;
  readonly onChange: (field: string | undefined) => void;
  /** Whether no field is an answer too. */
  readonly allowClear?: boolean;
}

/** Chooses one field by its name. */
export function FieldSelect({ fields, value, placeholder, onChange, allowClear = false }: FieldSelectProps) {
  const t = useText(rulesText);
  const localize = useLocalize();
  const isMissing = !allowClear && (value === undefined || value === "");
  return (
    <Select<string | undefined>
      aria-label={t.field}
      placeholder={placeholder ?? t.field}
      status={isMissing ? "error" : ""}
      allowClear={allowClear}
      // Nothing chosen has to be undefined for the placeholder to show.
      value={value === "" ? undefined : value}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      options={fields.map((field) => ({ value: field.id, label: localize(field.name) }))}
      onChange={onChange}
    />
  );
}
