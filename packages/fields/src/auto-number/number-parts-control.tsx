import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Json } from "@mortise/kit";
import { Button, Input, InputNumber, Select, Space } from "antd";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import type { SettingControlProps } from "../react/setting-control.ts";
import { useRowKeys } from "../react/use-row-keys.ts";
import { DATE_FORMATS, formatAutoNumber, type NumberPart, readPart } from "./numbering.ts";
import { text } from "./text.ts";

const EXAMPLE = new Date("2026-11-22T04:00:00Z");

const NEW_PARTS: Readonly<Record<NumberPart["type"], NumberPart>> = {
  literal: { type: "literal", text: "" },
  date: { type: "date", format: "yyyyMMdd" },
  counter: { type: "counter", width: 4 },
};

/** Edits the parts of an automatic number with a live example. */
export function NumberPartsControl({ value, onChange, disabled = false }: SettingControlProps) {
  const { timeZone } = useFieldServices();
  const say = useFieldText();
  const parts = Array.isArray(value) ? value.flatMap((part: Json) => readPart(part) ?? []) : [];
  const keys = useRowKeys(parts.length);
  const save = (next: readonly NumberPart[]): void => onChange(next);
  const hasCounter = parts.some((part) => part.type === "counter");
  return (
    <div style={{ display: "grid", gap: 6 }}>
      {parts.map((part, index) => (
        <div key={keys.at(index)} style={{ display: "flex", gap: 6 }}>
          <PartInput part={part} disabled={disabled} onChange={(next) => save(parts.with(index, next))} />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={say(text.remove)}
            disabled={disabled}
            onClick={() => {
              keys.remove(index);
              save(parts.filter((_part, at) => at !== index));
            }}
          />
        </div>
      ))}
      <Space wrap>
        {(["literal", "date", "counter"] as const).map((type) => (
          <Button
            key={type}
            size="small"
            type="dashed"
            icon={<PlusOutlined />}
            disabled={disabled || (type === "counter" && hasCounter)}
            onClick={() => save([...parts, NEW_PARTS[type]])}
          >
            {say(text[type])}
          </Button>
        ))}
      </Space>
      <div style={{ opacity: 0.6, fontSize: 12 }}>
        {say(text.preview)}
        {formatAutoNumber(parts, EXAMPLE, 1, timeZone)}
      </div>
    </div>
  );
}

interface PartInputProps {
  readonly part: NumberPart;
  readonly disabled: boolean;
  readonly onChange: (part: NumberPart) => void;
}

function PartInput({ part, disabled, onChange }: PartInputProps) {
  const say = useFieldText();
  if ("text" in part) {
    return (
      <Input
        value={part.text}
        maxLength={20}
        placeholder={say(text.literal)}
        aria-label={say(text.literal)}
        disabled={disabled}
        onChange={({ target }) => onChange({ ...part, text: target.value })}
      />
    );
  }
  if ("format" in part) {
    return (
      <Select
        value={part.format}
        aria-label={say(text.date)}
        disabled={disabled}
        style={{ width: "100%" }}
        options={DATE_FORMATS.map((format) => ({ value: format, label: format }))}
        onChange={(format) => onChange({ ...part, format })}
      />
    );
  }
  return (
    <InputNumber
      value={part.width}
      min={1}
      max={16}
      prefix={say(text.counter)}
      suffix={say(text.width)}
      aria-label={say(text.counter)}
      disabled={disabled}
      style={{ width: "100%" }}
      onChange={(width) => onChange({ ...part, width: width ?? 4 })}
    />
  );
}
