import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Json } from "@mortise/kit";
import { Button, Input, InputNumber, Select, Space } from "antd";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import type { SettingControlProps } from "../react/setting-control.ts";
import { findFieldType } from "../registry.ts";
import { useRowKeys } from "../react/use-row-keys.ts";
import { DATE_FORMATS, formatAutoNumber, type NumberPart, readPart } from "./numbering.ts";
import { text } from "./text.ts";

/** Kinds whose stored value is short and the same for everybody. */
const FIELD_KINDS: ReadonlySet<string> = new Set(["text", "option", "region", "number", "date"]);

const EXAMPLE = new Date("2026-11-22T04:00:00Z");

const NEW_PARTS: Readonly<Record<NumberPart["type"], NumberPart>> = {
  literal: { type: "literal", text: "" },
  date: { type: "date", format: "yyyyMMdd" },
  field: { type: "field", field: "" },
  counter: { type: "counter", width: 4 },
};

/** Edits the parts of an automatic number with a live example. */
export function NumberPartsControl({ value, onChange, sources, disabled = false }: SettingControlProps) {
  const { timeZone } = useFieldServices();
  const say = useFieldText();
  const parts = Array.isArray(value) ? value.flatMap((part: Json) => readPart(part) ?? []) : [];
  const keys = useRowKeys(parts.length);
  const fields = sources.fields
    .filter((field) => FIELD_KINDS.has(findFieldType(field.type)?.kind(field) ?? "null"))
    .map((field) => ({ value: field.id, label: say(field.name) }));
  const nameOf = (id: string) => fields.find((field) => field.value === id)?.label ?? "?";
  const save = (next: readonly NumberPart[]): void => onChange(next);
  const hasCounter = parts.some((part) => part.type === "counter");
  return (
    <div style={{ display: "grid", gap: 6 }}>
      {parts.map((part, index) => (
        <PartRow
          key={keys.at(index)}
          part={part}
          fields={fields}
          disabled={disabled}
          onChange={(next) => save(parts.with(index, next))}
          onForward={index === 0 ? undefined : () => save(movedForward(parts, index))}
          onRemove={() => {
            keys.remove(index);
            save(parts.filter((_part, at) => at !== index));
          }}
        />
      ))}
      <Space wrap>
        {(["literal", "date", "field", "counter"] as const).map((type) => (
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
        {formatAutoNumber(parts, 1, { at: EXAMPLE, timeZone, text: (id) => `[${nameOf(id)}]` })}
      </div>
    </div>
  );
}

function movedForward(parts: readonly NumberPart[], index: number): readonly NumberPart[] {
  const [part, before] = [parts[index], parts[index - 1]];
  return part && before ? parts.with(index - 1, part).with(index, before) : parts;
}

interface PartRowProps extends PartInputProps {
  /** Undefined for the first part. */
  readonly onForward: (() => void) | undefined;
  readonly onRemove: () => void;
}

function PartRow({ onForward, onRemove, ...part }: PartRowProps) {
  const say = useFieldText();
  return (
    <div style={{ display: "flex", gap: 6 }}>
      <PartInput {...part} />
      <Button
        type="text"
        icon={<ArrowUpOutlined />}
        aria-label={say(text.moveUp)}
        disabled={part.disabled || onForward === undefined}
        onClick={() => onForward?.()}
      />
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={say(text.remove)}
        disabled={part.disabled}
        onClick={onRemove}
      />
    </div>
  );
}

/** A form of a date in words, with the day of the example written in it. */
function dateLabel(
  format: (typeof DATE_FORMATS)[number],
  say: (text: { zh: string; en: string }) => string,
): string {
  const moment = { at: EXAMPLE, timeZone: "UTC" };
  return `${say(text.formats[format])} · ${formatAutoNumber([{ type: "date", format }], 1, moment)}`;
}

interface PartInputProps {
  readonly part: NumberPart;
  readonly fields: readonly { readonly value: string; readonly label: string }[];
  readonly disabled: boolean;
  readonly onChange: (part: NumberPart) => void;
}

function PartInput({ part, fields, disabled, onChange }: PartInputProps) {
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
  if ("field" in part) {
    return (
      <Select
        value={part.field === "" ? null : part.field}
        aria-label={say(text.field)}
        placeholder={say(text.field)}
        status={fields.some(({ value }) => value === part.field) ? "" : "error"}
        disabled={disabled}
        style={{ width: "100%" }}
        options={[...fields]}
        onChange={(field) => onChange({ ...part, field: field ?? "" })}
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
        options={DATE_FORMATS.map((format) => ({ value: format, label: dateLabel(format, say) }))}
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
