import { Select } from "antd";
import type { FieldOption } from "../option-list.ts";
import { foldText } from "../text-cleaning.ts";
import { useFieldText } from "./field-services.ts";
import type { FieldDisplayProps, FieldEditorProps } from "./field-view.ts";
import { OptionTag } from "./option-tag.tsx";
import { text } from "./text.ts";

interface OptionSelectProps extends Omit<FieldEditorProps, "field"> {
  readonly options: readonly FieldOption[];
  readonly multiple?: boolean;
}

/** Chooses one option, or several; disabled options are offered only while chosen. */
export function OptionSelect(props: OptionSelectProps) {
  const { options, value, onChange, multiple = false } = props;
  const say = useFieldText();
  const chosen = keysOf(value);
  const offered = options.filter((option) => !option.disabled || chosen.includes(option.key));
  const choices = offered.map((option) => ({
    value: option.key,
    label: <OptionTag option={option} optionKey={option.key} />,
    search: foldText(`${option.name.zh} ${option.name.en} ${option.key}`),
  }));
  return (
    <Select<string | string[]>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(multiple ? { mode: "multiple" as const } : {})}
      // Nothing chosen has to be undefined for the placeholder to show.
      value={multiple ? [...chosen] : (chosen[0] as string)}
      options={choices}
      allowClear
      showSearch={{
        filterOption: (input, option) => String(option?.["search"] ?? "").includes(foldText(input)),
      }}
      placeholder={say(text.choose)}
      disabled={props.disabled ?? false}
      status={props.error ? "error" : ""}
      size={props.size ?? "middle"}
      autoFocus={props.autoFocus ?? false}
      style={{ width: "100%" }}
      onBlur={() => props.onBlur?.()}
      onChange={(next: string | string[] | undefined) =>
        onChange(next === undefined || next.length === 0 ? null : next)
      }
    />
  );
}

function keysOf(value: unknown): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((key): key is string => typeof key === "string") : [];
}

/** One or several options as tags. */
export function OptionTags({
  value,
  options,
}: Pick<FieldDisplayProps, "value"> & { readonly options: readonly FieldOption[] }) {
  const keys = keysOf(value);
  return (
    <span style={{ display: "inline-flex", gap: 4, maxWidth: "100%", overflow: "hidden" }}>
      {keys.map((key) => (
        <OptionTag key={key} option={options.find((option) => option.key === key)} optionKey={key} />
      ))}
    </span>
  );
}
