import { fieldType } from "@mortise/fields";
import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { useNodeScope } from "./node-scope.ts";
import { text } from "./text.ts";

/** Chooses an option of the field that the setting `field` names; nothing chosen means any. */
export function FieldOptionEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { catalog, entity, settings } = useNodeScope();
  const field = typeof settings["field"] === "string" ? catalog.field(entity, settings["field"]) : undefined;
  const options = field ? (fieldType(field.type).options?.(field) ?? []) : [];
  return (
    <Select
      id={id}
      allowClear
      placeholder={t.any}
      value={typeof value === "string" ? value : null}
      disabled={disabled ?? false}
      style={{ width: "100%" }}
      options={options.map(({ key, name }) => ({ value: key, label: localize(name) }))}
      onChange={(key) => onChange(key ?? undefined)}
    />
  );
}
