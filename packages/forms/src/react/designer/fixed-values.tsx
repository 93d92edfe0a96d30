import { DeleteOutlined } from "@ant-design/icons";
import type { Value } from "@mortise/expression";
import { FieldEditor } from "@mortise/fields/react";
import type { Json, JsonObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Form, Select } from "antd";
import { isFilledByPeople } from "../../model/layout/default-form.ts";
import { designerText } from "./text.ts";

interface FixedValuesProps {
  readonly fields: readonly FieldDefinition[];
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  readonly label?: string;
  /** What the list of further fields is called. */
  readonly addLabel?: string;
}

/** Values that every new record gets, each edited by its field's own control. */
export function FixedValues({ fields, value, onChange, label, addLabel }: FixedValuesProps) {
  const t = useText(designerText);
  const localize = useLocalize();
  const free = fields.filter((field) => isFilledByPeople(field) && !Object.hasOwn(value, field.id));
  const set = (id: string, next: Value) => onChange({ ...value, [id]: next as Json }); // values of fields are JSON
  return (
    <Form.Item label={label ?? t.fixedValues}>
      {fields
        .filter((field) => Object.hasOwn(value, field.id))
        .map((field) => (
          <div key={field.id} style={{ display: "flex", gap: 8, marginBottom: 8, alignItems: "center" }}>
            <span style={{ width: 110, flex: "none" }}>{localize(field.name)}</span>
            <div style={{ flex: 1, minWidth: 0 }} role="group" aria-label={localize(field.name)}>
              <FieldEditor
                field={field}
                // What people may fill in is a value, and values are JSON.
                value={(value[field.id] ?? null) as Value}
                onChange={(next) => set(field.id, next)}
              />
            </div>
            <Button
              icon={<DeleteOutlined />}
              aria-label={`${t.remove} ${localize(field.name)}`}
              onClick={() =>
                onChange(Object.fromEntries(Object.entries(value).filter(([id]) => id !== field.id)))
              }
            />
          </div>
        ))}
      <Select
        aria-label={addLabel ?? t.addValue}
        placeholder={addLabel ?? t.addValue}
        style={{ width: "100%" }}
        value={null}
        options={free.map((field) => ({ value: field.id, label: localize(field.name) }))}
        onChange={(id: string | null) => {
          if (id) set(id, null);
        }}
      />
    </Form.Item>
  );
}
