import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { Settings } from "../../model/settings.ts";
import { variableField } from "../../nodes/set-variable/variable-field.ts";
import { useNodeScope } from "./node-scope.ts";
import { text } from "./text.ts";
import { ValueEditor } from "./value-editor.tsx";

/** Chooses a variable of an earlier step to set anew; nothing chosen means a new one. */
export function SettableVariableEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { variables } = useNodeScope();
  const options = variables.filter(({ isSettable }) => isSettable === true);
  return (
    <Select
      id={id}
      allowClear
      placeholder={t.newVariable}
      value={typeof value === "string" ? value : null}
      disabled={disabled ?? false}
      style={{ width: "100%" }}
      options={options.map(({ path, field }) => ({ value: path, label: localize(field.name) }))}
      onChange={(path) => onChange(path ?? undefined)}
    />
  );
}

/** Edits what a variable is set to, by its kind. */
export function VariableValueEditor({ value, onChange, sources, disabled }: SettingControlProps) {
  const { settings, variables } = useNodeScope();
  const known = variables.find(({ path }) => path === settings["sets"])?.field;
  return (
    <ValueEditor
      field={known ?? variableField(new Settings(settings))}
      sources={sources}
      value={value ?? null}
      disabled={disabled ?? false}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
