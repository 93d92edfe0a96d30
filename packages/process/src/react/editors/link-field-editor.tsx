import { fieldCatalog } from "@mortise/fields";
import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { useNodeScope, writtenEntity } from "./node-scope.ts";
import { text } from "./text.ts";

/** Chooses the reference field of the new record that points back at the flow's record. */
export function LinkFieldEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const scope = useNodeScope();
  const fields = scope.catalog.find("entity", writtenEntity(scope))?.fields ?? [];
  const links = fields.filter(
    (field) =>
      fieldCatalog.targetEntity(field) === scope.entity && fieldCatalog.kindOf(field) === "reference",
  );
  return (
    <Select
      id={id}
      allowClear
      placeholder={t.noLink}
      value={typeof value === "string" ? value : null}
      disabled={disabled ?? false}
      style={{ width: "100%" }}
      options={links.map((field) => ({ value: field.id, label: localize(field.name) }))}
      onChange={(field) => onChange(field ?? undefined)}
    />
  );
}
