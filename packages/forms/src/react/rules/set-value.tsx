import type { Expression, Value } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import type { FieldDefinition, SetAction } from "@mortise/metadata";
import { FieldEditor, FormulaInput } from "@mortise/fields/react";
import { useText } from "@mortise/ui";
import { Segmented } from "antd";
import { useState } from "react";
import { FieldSelect, isFillable } from "./field-select.tsx";
import { rulesText } from "./text.ts";

interface SetValueProps {
  readonly action: SetAction;
  readonly fields: readonly FieldDefinition[];
  readonly onChange: (action: SetAction) => void;
}

/** The field that gets a value, and the value: one of its own kind, or a formula over the others. */
export function SetValue({ action, fields, onChange }: SetValueProps) {
  const t = useText(rulesText);
  const [isFormula, setFormula] = useState(isPlainObject(action.value));
  const settable = fields.filter(isFillable);
  const field = settable.find(({ id }) => id === action.field);
  return (
    <>
      <FieldSelect
        fields={settable}
        value={action.field}
        onChange={(next = "") => onChange({ type: "set", field: next, value: null })}
      />
      {field ? (
        <>
          <Segmented
            size="small"
            value={isFormula ? "formula" : "fixed"}
            options={[
              { value: "fixed", label: t.fixed },
              { value: "formula", label: t.byFormula },
            ]}
            onChange={(next) => {
              setFormula(next === "formula");
              onChange({ ...action, value: null });
            }}
          />
          {isFormula ? (
            <FormulaInput
              fields={fields}
              value={action.value}
              onChange={(value) => onChange({ ...action, value: value ?? null })}
            />
          ) : (
            <FieldEditor
              field={field}
              // A value that is no formula is one of the field's own.
              value={action.value as Value}
              onChange={(value) => onChange({ ...action, value: value as Expression })}
            />
          )}
        </>
      ) : null}
    </>
  );
}
