import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { type SettingControlProps, useRowKeys } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Input, Select } from "antd";
import { objectsIn, removeAt, replaceAt } from "../editors/json-list.ts";
import { text } from "./text.ts";

/** Edits which fields and variables a script gets, and under which names. */
export function ScriptInputsEditor({ value, onChange, sources, disabled = false }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const rows = objectsIn(value);
  const keys = useRowKeys(rows.length);
  const taken = new Set(rows.map((row) => row["name"]));
  return (
    <div className="flow-list">
      {rows.map((row, index) => (
        <div
          key={keys.at(index)}
          className="flow-pair"
          role="group"
          aria-label={`input.${String(row["name"] ?? "")}`}
        >
          <Input
            size="small"
            aria-label={t.name}
            placeholder={t.namePlaceholder}
            value={typeof row["name"] === "string" ? row["name"] : ""}
            disabled={disabled}
            onChange={({ target }) => onChange(replaceAt(rows, index, { ...row, name: target.value.trim() }))}
          />
          <Select
            size="small"
            aria-label={t.chooseField}
            placeholder={t.chooseField}
            showSearch={{ optionFilterProp: "label" }}
            value={typeof row["field"] === "string" && row["field"] !== "" ? row["field"] : null}
            disabled={disabled}
            options={sources.fields.map((field) => ({ value: field.id, label: localize(field.name) }))}
            onChange={(field) => {
              const name = row["name"] || suggested(field ?? "", taken);
              onChange(replaceAt(rows, index, { ...row, name, field: field ?? "" }));
            }}
          />
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t.remove}
            disabled={disabled}
            onClick={() => {
              keys.remove(index);
              onChange(removeAt(rows, index));
            }}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled}
        onClick={() => onChange([...rows, { name: "", field: "" }])}
      >
        {t.add}
      </Button>
    </div>
  );
}

/** The last part of a path as a name, if it makes one that is free. */
function suggested(field: string, taken: ReadonlySet<unknown>): string {
  const last = field.split(".").at(-1) ?? "";
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(last) && !taken.has(last) ? last : "";
}
