import { DeleteOutlined } from "@ant-design/icons";
import { canonicalJson } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { designerText } from "./text.ts";

type Parameters = Readonly<Record<string, string>>;

interface ParameterRow {
  readonly name: string;
  readonly field: string;
}

function rowsOf(value: Parameters): readonly ParameterRow[] {
  return Object.entries(value).map(([name, field]) => ({ name, field }));
}

/** The rows that are finished. */
function parametersOf(rows: readonly ParameterRow[]): Parameters {
  return Object.fromEntries(
    rows.filter(({ name, field }) => name !== "" && field !== "").map(({ name, field }) => [name, field]),
  );
}

interface ParameterFieldsProps {
  readonly fields: readonly FieldDefinition[];
  readonly value: Parameters;
  readonly label: string;
  /** What the box of a parameter's name asks for. */
  readonly hint: string;
  readonly onChange: (value: Parameters) => void;
}

/** Which parameters of an address go with which fields. */
export function ParameterFields({ fields, value, label, hint, onChange }: ParameterFieldsProps) {
  const t = useText(designerText);
  const localize = useLocalize();
  const [rows, setRows] = useState(() => rowsOf(value));
  // Changed elsewhere, by undoing for instance; rows that are not finished are no change.
  if (canonicalJson(parametersOf(rows)) !== canonicalJson(value)) setRows(rowsOf(value));
  const set = (next: readonly ParameterRow[]) => {
    setRows(next);
    onChange(parametersOf(next));
  };
  const options = fields.map((field) => ({ value: field.id, label: localize(field.name) }));
  return (
    <Form.Item label={label}>
      {rows.map((row, index) => (
        <div key={index} style={{ display: "flex", gap: 8, marginBottom: 8 }}>
          <Input
            aria-label={hint}
            placeholder={hint}
            value={row.name}
            onChange={(event) => set(rows.with(index, { ...row, name: event.target.value.trim() }))}
          />
          <Select
            aria-label={t.field}
            style={{ width: 170 }}
            value={row.field || null}
            options={options}
            onChange={(field) => set(rows.with(index, { ...row, field: field ?? "" }))}
          />
          <Button
            icon={<DeleteOutlined />}
            aria-label={t.remove}
            onClick={() => set(rows.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button type="dashed" block onClick={() => setRows([...rows, { name: "", field: "" }])}>
        {t.addParameter}
      </Button>
    </Form.Item>
  );
}
