import { fieldCatalog, fieldType } from "@mortise/fields";
import type { FieldDefinition, GateAction } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Select } from "antd";
import { LocalizedInput } from "../designer/localized-input.tsx";
import { FieldSelect, isFillable } from "./field-select.tsx";
import { rulesText } from "./text.ts";

interface GateEditorProps {
  readonly action: GateAction;
  readonly fields: readonly FieldDefinition[];
  readonly onChange: (action: GateAction) => void;
}

/** Entry and exit criteria: which stages, and which fields have to be filled before. */
export function GateEditor({ action, fields, onChange }: GateEditorProps) {
  const t = useText(rulesText);
  const localize = useLocalize();
  const choices = fields.filter(
    (field) => fieldCatalog.kindOf(field) === "option" && fieldCatalog.optionKeys(field) !== undefined,
  );
  const field = choices.find(({ id }) => id === action.field);
  const options = (field && fieldType(field.type).options?.(field)) ?? [];
  const needed = fields.filter((one) => isFillable(one) && one.id !== action.field);
  return (
    <>
      <div className="rule-pair">
        <Select<GateAction["move"]>
          aria-label={t.move}
          value={action.move}
          options={[
            { value: "enter", label: t.enter },
            { value: "leave", label: t.leave },
          ]}
          onChange={(move) => onChange({ ...action, move })}
        />
        <FieldSelect
          fields={choices}
          value={action.field}
          onChange={(next = "") => onChange({ ...action, field: next, options: [] })}
        />
      </div>
      <Select<string[]>
        mode="multiple"
        aria-label={t.gateOptions}
        placeholder={t.gateOptions}
        status={action.options.length === 0 ? "error" : ""}
        value={[...action.options]}
        showSearch={{ optionFilterProp: "label" }}
        options={options.map((option) => ({ value: option.key, label: localize(option.name) }))}
        onChange={(next) => onChange({ ...action, options: next })}
      />
      <Select<string[]>
        mode="multiple"
        aria-label={t.gateFields}
        placeholder={t.gateFields}
        value={[...action.fields]}
        showSearch={{ optionFilterProp: "label" }}
        options={needed.map((one) => ({ value: one.id, label: localize(one.name) }))}
        onChange={(next) => onChange({ ...action, fields: next })}
      />
      {action.fields.length > 0 ? null : (
        <Form layout="vertical" component={false}>
          <LocalizedInput
            labels={{ zh: t.messageZh, en: t.messageEn }}
            value={action.message}
            onChange={(message) => {
              const { message: _old, ...rest } = action;
              onChange(message ? { ...rest, message } : rest);
            }}
          />
        </Form>
      )}
    </>
  );
}
