import { PlusOutlined } from "@ant-design/icons";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Dropdown, Input } from "antd";
import { useSlotNames } from "./slot-names.ts";
import { text } from "./text.ts";

/** Props of `SlotInput`. */
export interface SlotInputProps {
  readonly id?: string | undefined;
  readonly label: string;
  readonly value: string;
  readonly fields: readonly FieldDefinition[];
  readonly disabled: boolean;
  /** Several lines. */
  readonly isLong?: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

/** One text with fields in it, the same in all languages: for what other systems read. */
export function SlotInput({
  id,
  label,
  value,
  fields,
  disabled,
  isLong = false,
  placeholder,
  onChange,
}: SlotInputProps) {
  const t = useText(text);
  const localize = useLocalize();
  const names = useSlotNames(fields);
  return (
    <div className="flow-slot">
      <Input.TextArea
        {...(id === undefined ? {} : { id })}
        {...(placeholder === undefined ? {} : { placeholder })}
        aria-label={label}
        value={names.show(value)}
        disabled={disabled}
        autoSize={isLong ? { minRows: 4, maxRows: 16 } : { minRows: 1, maxRows: 4 }}
        onChange={({ target }) =>
          onChange(names.keep(isLong ? target.value : target.value.replace(/\n/g, "")))
        }
      />
      <Dropdown
        trigger={["click"]}
        disabled={disabled}
        menu={{
          className: "flow-field-menu",
          items: fields.map((field) => ({ key: field.id, label: localize(field.name) })),
          onClick: ({ key }) => onChange(`${value}{${key}}`),
        }}
      >
        <Button size="small" type="text" aria-label={`${t.insertField} ${label}`} icon={<PlusOutlined />} />
      </Dropdown>
    </div>
  );
}
