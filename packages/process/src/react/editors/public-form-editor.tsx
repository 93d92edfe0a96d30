import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { useNodeScope } from "./node-scope.ts";
import { text } from "./text.ts";

/** Chooses a public form of the flow's entity; nothing chosen means any. */
export function PublicFormEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { catalog, entity } = useNodeScope();
  const forms = catalog.all("form").filter((form) => form.entity === entity && form.public !== undefined);
  return (
    <Select
      id={id}
      allowClear
      placeholder={t.any}
      value={typeof value === "string" ? value : null}
      disabled={disabled ?? false}
      style={{ width: "100%" }}
      notFoundContent={t.noPublicForm}
      options={forms.map((form) => ({ value: form.id, label: localize(form.name) }))}
      onChange={(form) => onChange(form ?? undefined)}
    />
  );
}
