import { FieldStringOutlined, FormOutlined } from "@ant-design/icons";
import type { ValueKind } from "@mortise/expression";
import type { Json } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { Button, Select, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import { readPath, variable } from "../condition/condition-operator.ts";
import { fieldCatalog } from "../field-catalog.ts";
import { useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

/** Kinds of which two values are told apart by more than being the same one. */
const COMPARED: ReadonlySet<ValueKind> = new Set(["number", "duration", "date", "datetime", "text"]);

/** What stands for the moment of the comparison. */
const MOMENTS: Readonly<Partial<Record<ValueKind, readonly FieldDefinition[]>>> = {
  date: [{ id: "$today", type: "date", name: text.today }],
  datetime: [{ id: "$now", type: "datetime", name: text.now }],
};

/** What the value of a field can be compared with besides a given value: the moment, and other fields of its kind. */
export function comparedWith(
  field: FieldDefinition,
  fields: readonly FieldDefinition[],
): readonly FieldDefinition[] {
  const kind = fieldCatalog.kindOf(field);
  if (!COMPARED.has(kind)) return [];
  const others = fields.filter((other) => other.id !== field.id && fieldCatalog.kindOf(other) === kind);
  return [...(MOMENTS[kind] ?? []), ...others];
}

/** Props of `FieldOperand`. */
export interface FieldOperandProps {
  readonly value: Json;
  readonly disabled: boolean;
  /** What may be chosen in place of a value. */
  readonly choices: readonly FieldDefinition[];
  readonly onChange: (value: Json) => void;
  /** The control for a given value. */
  readonly children: ReactNode;
}

/** The value of a condition row, or another field in its place (实际费用 大于 预算); a button goes from one to the other. */
export function FieldOperand({ value, disabled, choices, onChange, children }: FieldOperandProps) {
  const say = useFieldText();
  const path = readPath(value);
  const [isAsked, setAsked] = useState(false);
  const isByField = path !== undefined || isAsked;
  const other = say(isByField ? text.compareValue : text.compareField);
  return (
    <div style={{ display: "flex", gap: 4, alignItems: "flex-start" }}>
      <div style={{ flex: 1, minWidth: 0 }}>
        {isByField ? (
          <Select
            aria-label={say(text.comparedField)}
            {...(path === undefined ? {} : { value: path })}
            disabled={disabled}
            placeholder={say(text.choose)}
            showSearch={{ optionFilterProp: "label" }}
            popupMatchSelectWidth={false}
            style={{ width: "100%" }}
            options={choices.map((field) => ({ value: field.id, label: say(field.name) }))}
            onChange={(id: string) => onChange(variable(id))}
          />
        ) : (
          children
        )}
      </div>
      <Tooltip title={other}>
        <Button
          type="text"
          icon={isByField ? <FormOutlined /> : <FieldStringOutlined />}
          aria-label={other}
          disabled={disabled}
          onClick={() => {
            setAsked(!isByField);
            onChange(null);
          }}
        />
      </Tooltip>
    </div>
  );
}
