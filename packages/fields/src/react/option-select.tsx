import { fillText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { Select } from "antd";
import { useState } from "react";
import type { FieldOption } from "../option-list.ts";
import { foldText } from "../text-cleaning.ts";
import { useFieldText } from "./field-services.ts";
import type { FieldDisplayProps, FieldEditorProps } from "./field-view.ts";
import { OptionTag } from "./option-tag.tsx";
import { text } from "./text.ts";
import { useNewOption } from "./use-new-option.ts";

interface OptionSelectProps extends Omit<FieldEditorProps, "field"> {
  /** The field that is filled in; absent where options are chosen to look for. */
  readonly field?: FieldDefinition | undefined;
  readonly options: readonly FieldOption[];
  readonly multiple?: boolean;
}

/** The value of the entry that makes a new option; no key looks like it. */
const NEW = "$new";

/** Chooses one option, or several; disabled options are offered only while chosen. */
export function OptionSelect(props: OptionSelectProps) {
  const { value, onChange, multiple = false } = props;
  const say = useFieldText();
  const [typed, setTyped] = useState("");
  const chosen = keysOf(value);
  const adding = useNewOption(props.field);
  const options = [...props.options, ...adding.added.filter((one) => !hasKey(props.options, one.key))];
  const offered = options.filter((option) => !option.disabled || chosen.includes(option.key));
  const choices = offered.map((option) => ({
    value: option.key,
    label: <OptionTag option={option} optionKey={option.key} />,
    search: foldText(`${option.name.zh} ${option.name.en} ${option.key}`),
  }));
  const isNew = adding.add !== undefined && typed.trim() !== "" && !isNamed(options, typed);
  const addTyped = async (kept: readonly string[]): Promise<void> => {
    const key = await adding.add?.(typed.trim());
    setTyped("");
    if (key !== undefined) onChange(multiple ? [...kept, key] : key);
  };
  const select = (
    <Select<string | string[]>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(multiple ? { mode: "multiple" as const } : {})}
      // Nothing chosen has to be undefined for the placeholder to show.
      value={multiple ? [...chosen] : (chosen[0] as string)}
      options={isNew ? [...choices, { value: NEW, label: newLabel(say, typed), search: "" }] : choices}
      allowClear
      showSearch={{
        onSearch: setTyped,
        filterOption: (input, option) =>
          option?.["value"] === NEW || String(option?.["search"] ?? "").includes(foldText(input)),
      }}
      placeholder={say(text.choose)}
      loading={adding.isBusy}
      disabled={props.disabled ?? false}
      status={props.error || adding.failure !== undefined ? "error" : ""}
      size={props.size ?? "middle"}
      autoFocus={props.autoFocus ?? false}
      style={{ width: "100%" }}
      onBlur={() => props.onBlur?.()}
      onChange={(next: string | string[] | undefined) => {
        const keys = keysOf(next);
        if (keys.includes(NEW)) void addTyped(keys.filter((key) => key !== NEW));
        else onChange(next === undefined || next.length === 0 ? null : next);
      }}
    />
  );
  if (adding.failure === undefined) return select;
  return (
    <>
      {select}
      <div role="alert" style={{ color: "#a3232b", fontSize: 12, marginTop: 4 }}>
        {adding.failure}
      </div>
    </>
  );
}

function newLabel(say: ReturnType<typeof useFieldText>, typed: string) {
  return (
    <span style={{ color: "var(--m-accent)" }}>+ {fillText(say(text.addTyped), { name: typed.trim() })}</span>
  );
}

function hasKey(options: readonly FieldOption[], key: string): boolean {
  return options.some((option) => option.key === key);
}

function isNamed(options: readonly FieldOption[], typed: string): boolean {
  const wanted = foldText(typed);
  return options.some(({ name }) => foldText(name.zh) === wanted || foldText(name.en) === wanted);
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
