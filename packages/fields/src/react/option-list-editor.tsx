import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { LocalizedText } from "@mortise/kit";
import { OPTION_COLORS, type OptionColor } from "@mortise/metadata";
import { Button, Checkbox, Input, InputNumber, Select, Space, Switch } from "antd";
import { useState } from "react";
import {
  addOptions,
  type FieldOption,
  optionKeyFor,
  STAGE_OUTCOMES,
  type StageOutcome,
} from "../option-list.ts";
import { useFieldText } from "./field-services.ts";
import { OptionMeaning } from "./option-meaning.tsx";
import { OPTION_TINTS } from "./option-tag.tsx";
import { text } from "./text.ts";

/** Props of `OptionListEditor`. */
export interface OptionListEditorProps {
  readonly value: readonly FieldOption[];
  readonly onChange: (options: readonly FieldOption[]) => void;
  /** Also edits probability and outcome of each stage. */
  readonly stages?: boolean;
  readonly disabled?: boolean;
}

/** Edits a list of options: add, rename, colour, reorder, disable, paste many at once. Keys never change. */
export function OptionListEditor({
  value,
  onChange,
  stages = false,
  disabled = false,
}: OptionListEditorProps) {
  const say = useFieldText();
  const [isMore, setMore] = useState(false);
  const isMeant = value.some(({ score, other }) => score !== undefined || other === true);
  const hasMore = isMore || isMeant;
  const swap = (index: number, other: number): void => {
    const [a, b] = [value[index], value[other]];
    if (a && b) onChange(value.with(index, b).with(other, a));
  };
  return (
    <div>
      {value.map((option, index) => (
        <div key={option.key} style={{ borderBottom: "1px solid rgba(0,0,0,.06)", padding: "6px 0" }}>
          <OptionRow
            option={option}
            disabled={disabled}
            isFirst={index === 0}
            isLast={index === value.length - 1}
            onChange={(next) => onChange(value.with(index, next))}
            onMove={(step) => swap(index, index + step)}
            onRemove={() => onChange(value.filter((_other, at) => at !== index))}
            onLines={(lines) => onChange(withLines(value, index, lines))}
          />
          {stages ? (
            <StageInputs
              option={option}
              disabled={disabled}
              onChange={(next) => onChange(value.with(index, next))}
            />
          ) : null}
          {!stages && hasMore ? (
            <OptionMeaning
              option={option}
              disabled={disabled}
              onChange={(next) => onChange(value.with(index, next))}
            />
          ) : null}
        </div>
      ))}
      <OptionAdder value={value} disabled={disabled} onChange={onChange} />
      {stages ? null : (
        <Checkbox
          checked={hasMore}
          disabled={disabled || isMeant}
          style={{ marginTop: 8 }}
          onChange={({ target }) => setMore(target.checked)}
        >
          {say(text.optionMeaning)}
        </Checkbox>
      )}
    </div>
  );
}

interface OptionRowProps {
  readonly option: FieldOption;
  readonly disabled: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (option: FieldOption) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
  /** Several lines were pasted into the name. */
  readonly onLines: (lines: readonly string[]) => void;
}

/** Lines pasted into the name of an option: the first one names it when it has no name yet, the others become options. */
function withLines(
  value: readonly FieldOption[],
  index: number,
  lines: readonly string[],
): readonly FieldOption[] {
  const option = value[index];
  const [first = "", ...rest] = lines;
  if (!option || option.name.zh !== "") return addOptions(value, lines);
  return addOptions(value.with(index, { ...option, name: { zh: first, en: first } }), rest);
}

function OptionRow(props: OptionRowProps) {
  const { option, disabled, isFirst, isLast, onChange, onMove, onRemove, onLines } = props;
  const say = useFieldText();
  const button = { type: "text", size: "small" } as const;
  return (
    <div style={{ display: "flex", gap: 4, alignItems: "center" }}>
      <ColorSelect
        value={option.color}
        disabled={disabled}
        onChange={(color) => onChange({ ...option, color })}
      />
      <NameInputs
        name={option.name}
        disabled={disabled}
        onChange={(name) => onChange({ ...option, name })}
        onLines={onLines}
      />
      <Button
        {...button}
        icon={<ArrowUpOutlined />}
        aria-label={say(text.moveUp)}
        disabled={disabled || isFirst}
        onClick={() => onMove(-1)}
      />
      <Button
        {...button}
        icon={<ArrowDownOutlined />}
        aria-label={say(text.moveDown)}
        disabled={disabled || isLast}
        onClick={() => onMove(1)}
      />
      <Switch
        size="small"
        checked={option.disabled !== true}
        title={say(text.enabled)}
        aria-label={say(text.enabled)}
        disabled={disabled}
        onChange={(isOn) => onChange(withoutDisabled(option, isOn))}
      />
      <Button
        {...button}
        icon={<DeleteOutlined />}
        aria-label={say(text.remove)}
        disabled={disabled}
        onClick={onRemove}
      />
    </div>
  );
}

/** Adds one option, or a pasted list of them. */
function OptionAdder({ value, onChange, disabled }: Required<Omit<OptionListEditorProps, "stages">>) {
  const say = useFieldText();
  const [pasted, setPasted] = useState<string>();
  const add = (): void => {
    const key = optionKeyFor("", new Set(value.map((option) => option.key)));
    const color = OPTION_COLORS[value.length % OPTION_COLORS.length] ?? "blue";
    onChange([...value, { key, name: { zh: "", en: "" }, color }]);
  };
  if (pasted !== undefined) {
    return (
      <PasteBox
        value={pasted}
        onChange={setPasted}
        onCancel={() => setPasted(undefined)}
        onDone={() => {
          onChange(addOptions(value, pasted.split(/\r?\n/)));
          setPasted(undefined);
        }}
      />
    );
  }
  return (
    <Space style={{ marginTop: 8 }}>
      <Button type="dashed" size="small" icon={<PlusOutlined />} disabled={disabled} onClick={add}>
        {say(text.addOption)}
      </Button>
      <Button size="small" type="link" disabled={disabled} onClick={() => setPasted("")}>
        {say(text.pasteOptions)}
      </Button>
    </Space>
  );
}

function withoutDisabled({ disabled: _disabled, ...option }: FieldOption, isOn: boolean): FieldOption {
  return isOn ? option : { ...option, disabled: true };
}

interface NameInputsProps {
  readonly name: LocalizedText;
  readonly disabled: boolean;
  readonly onChange: (name: LocalizedText) => void;
  readonly onLines: OptionRowProps["onLines"];
}

/** Both names; the English one follows the Chinese one until it is changed. */
function NameInputs({ name, disabled, onChange, onLines }: NameInputsProps) {
  const say = useFieldText();
  return (
    <>
      <Input
        size="small"
        value={name.zh}
        placeholder={say(text.optionName)}
        aria-label={say(text.optionName)}
        disabled={disabled}
        onPaste={(event) => {
          const lines = event.clipboardData.getData("text/plain").split(/\r?\n/);
          const filled = lines.map((line) => line.trim()).filter((line) => line !== "");
          if (filled.length < 2) return;
          event.preventDefault();
          onLines(filled);
        }}
        onChange={({ target }) =>
          onChange({ zh: target.value, en: name.en === name.zh ? target.value : name.en })
        }
      />
      <Input
        size="small"
        value={name.en}
        placeholder={say(text.optionEnglish)}
        aria-label={say(text.optionEnglish)}
        disabled={disabled}
        onChange={({ target }) => onChange({ zh: name.zh, en: target.value })}
      />
    </>
  );
}

interface ColorSelectProps {
  readonly value: OptionColor | undefined;
  readonly disabled: boolean;
  readonly onChange: (color: OptionColor) => void;
}

function ColorSelect({ value, disabled, onChange }: ColorSelectProps) {
  const say = useFieldText();
  return (
    <Select<OptionColor>
      size="small"
      value={value ?? "gray"}
      aria-label={say(text.color)}
      disabled={disabled}
      popupMatchSelectWidth={false}
      style={{ width: 52, flex: "none" }}
      options={OPTION_COLORS.map((color) => ({ value: color, label: <Dot color={color} /> }))}
      onChange={onChange}
    />
  );
}

function Dot({ color }: { readonly color: OptionColor }) {
  const background = OPTION_TINTS[color].dot;
  return (
    <span
      title={color}
      style={{ display: "inline-block", width: 12, height: 12, borderRadius: 6, background }}
    />
  );
}

interface StageInputsProps {
  readonly option: FieldOption;
  readonly disabled: boolean;
  readonly onChange: (option: FieldOption) => void;
}

function StageInputs({ option, disabled, onChange }: StageInputsProps) {
  const say = useFieldText();
  const { probability: _probability, ...withoutProbability } = option;
  return (
    <div style={{ display: "flex", gap: 8, paddingInlineStart: 56, paddingTop: 4 }}>
      <InputNumber
        size="small"
        min={0}
        max={100}
        value={option.probability ?? null}
        placeholder={say(text.probability)}
        aria-label={say(text.probability)}
        disabled={disabled}
        onChange={(next) => onChange(next === null ? withoutProbability : { ...option, probability: next })}
      />
      <Select<StageOutcome>
        size="small"
        value={option.outcome ?? "open"}
        aria-label={say(text.outcome)}
        disabled={disabled}
        style={{ minWidth: 100 }}
        options={STAGE_OUTCOMES.map((outcome) => ({ value: outcome, label: say(text.outcomes[outcome]) }))}
        onChange={(outcome) => onChange({ ...option, outcome })}
      />
    </div>
  );
}

interface PasteBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function PasteBox({ value, onChange, onDone, onCancel }: PasteBoxProps) {
  const say = useFieldText();
  return (
    <div style={{ marginTop: 8 }}>
      <Input.TextArea
        autoFocus
        rows={5}
        value={value}
        placeholder={say(text.pasteHint)}
        aria-label={say(text.pasteOptions)}
        onChange={({ target }) => onChange(target.value)}
      />
      <Space style={{ marginTop: 4 }}>
        <Button size="small" type="primary" onClick={onDone}>
          {say(text.done)}
        </Button>
        <Button size="small" onClick={onCancel}>
          {say(text.cancel)}
        </Button>
      </Space>
    </div>
  );
}
