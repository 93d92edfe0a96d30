import { isLocalizedText, localize, type Json, type SettingKind } from "@mortise/kit";
import { Input, InputNumber, Select, type SelectProps, Switch } from "antd";
import { fieldCatalog } from "../field-catalog.ts";
import type { FieldOption } from "../option-list.ts";
import { ConditionBuilder } from "./condition-builder.tsx";
import { DurationInput } from "./duration-input.tsx";
import { useFieldOptions } from "./field-hints.tsx";
import { useFieldServices, useFieldText } from "./field-services.ts";
import { FormulaInput } from "./formula/formula-input.tsx";
import { OptionListEditor } from "./option-list-editor.tsx";
import { RemoteSelect } from "./remote-select.tsx";
import type { SettingControl, SettingControlProps } from "./setting-control.ts";
import { text } from "./text.ts";

function TextControl({ value, onChange, disabled, id }: SettingControlProps) {
  return (
    <Input
      id={id}
      value={typeof value === "string" ? value : ""}
      disabled={disabled ?? false}
      onChange={({ target }) => onChange(target.value === "" ? undefined : target.value)}
    />
  );
}

function LongTextControl({ value, onChange, disabled, id }: SettingControlProps) {
  return (
    <Input.TextArea
      id={id}
      autoSize={{ minRows: 2, maxRows: 10 }}
      value={typeof value === "string" ? value : ""}
      disabled={disabled ?? false}
      onChange={({ target }) => onChange(target.value === "" ? undefined : target.value)}
    />
  );
}

/** Chinese and English side by side; clearing both clears the setting. */
function LocalizedTextControl({ value, onChange, disabled, id }: SettingControlProps) {
  const say = useFieldText();
  const current = isLocalizedText(value) ? value : { zh: "", en: "" };
  const change = (zh: string, en: string): void => onChange(zh === "" && en === "" ? undefined : { zh, en });
  return (
    <div style={{ display: "flex", flexWrap: "wrap", gap: 4 }}>
      <Input
        id={id}
        value={current.zh}
        placeholder={say(text.chinese)}
        disabled={disabled ?? false}
        style={{ flex: "1 1 120px" }}
        onChange={({ target }) => change(target.value, current.en)}
      />
      <Input
        value={current.en}
        placeholder={say(text.english)}
        aria-label={say(text.english)}
        disabled={disabled ?? false}
        style={{ flex: "1 1 120px" }}
        onChange={({ target }) => change(current.zh, target.value)}
      />
    </div>
  );
}

function NumberControl({ spec, value, onChange, disabled, id }: SettingControlProps) {
  return (
    <InputNumber<number>
      id={id}
      value={typeof value === "number" ? value : null}
      {...(spec.min === undefined ? {} : { min: spec.min })}
      {...(spec.max === undefined ? {} : { max: spec.max })}
      disabled={disabled ?? false}
      style={{ width: "100%" }}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

function SwitchControl({ value, onChange, disabled, id }: SettingControlProps) {
  return (
    <Switch
      id={id}
      checked={value === true}
      disabled={disabled ?? false}
      onChange={(isOn) => onChange(isOn)}
    />
  );
}

interface PickProps extends SettingControlProps {
  readonly choices: NonNullable<SelectProps["options"]>;
  readonly multiple: boolean;
  readonly optionRender?: SelectProps["optionRender"];
}

function Pick({ value, onChange, disabled, id, choices, multiple, optionRender }: PickProps) {
  const say = useFieldText();
  const chosen = Array.isArray(value) ? value.filter((item: Json) => typeof item === "string") : value;
  return (
    <Select<string | string[]>
      id={id}
      {...(multiple ? { mode: "multiple" as const } : {})}
      // An absent value has to be undefined for the placeholder to show.
      value={(chosen ?? (multiple ? [] : undefined)) as string}
      options={choices}
      {...(optionRender ? { optionRender } : {})}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      placeholder={say(text.choose)}
      disabled={disabled ?? false}
      style={{ width: "100%" }}
      onChange={(next: string | string[] | undefined) =>
        onChange(next === undefined || next.length === 0 ? undefined : next)
      }
    />
  );
}

const choiceControl = (multiple: boolean): SettingControl =>
  function ChoiceControl(props) {
    const say = useFieldText();
    const choices = (props.spec.choices ?? []).map(({ value, name }) => ({ value, label: say(name) }));
    return <Pick {...props} choices={choices} multiple={multiple} />;
  };

const fieldControl = (multiple: boolean): SettingControl =>
  function FieldControl(props) {
    const { accepts } = props.spec;
    const fields = props.sources.fields.filter(
      (field) => accepts === undefined || accepts.includes(fieldCatalog.kindOf(field)),
    );
    const { options, optionRender } = useFieldOptions(fields);
    return <Pick {...props} choices={options} optionRender={optionRender} multiple={multiple} />;
  };

const sourceControl = (source: "entities" | "roles", multiple = false): SettingControl =>
  function SourceControl(props) {
    const { locale } = useFieldServices();
    const things = props.sources[source] ?? [];
    const choices = things.map(({ id, name }) => ({ value: id, label: localize(name, locale) }));
    return <Pick {...props} choices={choices} multiple={multiple} />;
  };

const remoteControl = (target: "user" | "team", multiple: boolean): SettingControl =>
  function RemoteControl({ value, onChange, disabled, id }) {
    const services = useFieldServices();
    const ids = Array.isArray(value) ? value.filter((item: Json) => typeof item === "string") : undefined;
    return (
      <RemoteSelect
        id={id}
        multiple={multiple}
        value={ids ?? (typeof value === "string" ? value : null)}
        disabled={disabled}
        search={(query) => (target === "user" ? services.searchUsers(query) : services.searchTeams(query))}
        onChange={(next) => onChange(toJson(next))}
      />
    );
  };

function toJson(next: unknown): Json | undefined {
  if (typeof next === "string") return next;
  return Array.isArray(next) ? next.filter((item) => typeof item === "string") : undefined;
}

function ConditionControl({ value, onChange, sources, disabled }: SettingControlProps) {
  return (
    <ConditionBuilder
      fields={sources.fields}
      {...(value === undefined ? {} : { value })}
      disabled={disabled}
      recordTrees={sources.recordTrees}
      onChange={onChange}
    />
  );
}

function FormulaControl({ value, onChange, sources, disabled, id }: SettingControlProps) {
  return (
    <FormulaInput
      id={id}
      fields={sources.fields}
      {...(value === undefined ? {} : { value })}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

const optionsControl = (stages: boolean): SettingControl =>
  function OptionsControl({ value, onChange, disabled }) {
    // Options are stored as plain JSON; `checkOptions` reports what does not fit.
    const options = (Array.isArray(value) ? value : []) as unknown as readonly FieldOption[];
    return (
      <OptionListEditor
        value={options.map((option) => ({ ...option, color: option.color ?? "gray" }))}
        stages={stages}
        disabled={disabled ?? false}
        // Options are plain JSON data.
        onChange={(next) => onChange(next as unknown as Json)}
      />
    );
  };

/** Probability and outcome besides the names: the list of a stage field. */
export const StageOptionsControl: SettingControl = optionsControl(true);

function DurationControl({ value, onChange, disabled, id }: SettingControlProps) {
  return (
    <DurationInput
      id={id}
      value={typeof value === "string" ? value : undefined}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

/** The control of each kind of setting; `custom` settings bring their own. */
export const settingControls: Readonly<Record<Exclude<SettingKind, "custom">, SettingControl>> = {
  text: TextControl,
  "long-text": LongTextControl,
  "localized-text": LocalizedTextControl,
  number: NumberControl,
  switch: SwitchControl,
  choice: choiceControl(false),
  choices: choiceControl(true),
  field: fieldControl(false),
  fields: fieldControl(true),
  entity: sourceControl("entities"),
  user: remoteControl("user", false),
  users: remoteControl("user", true),
  team: remoteControl("team", false),
  teams: remoteControl("team", true),
  role: sourceControl("roles"),
  roles: sourceControl("roles", true),
  condition: ConditionControl,
  formula: FormulaControl,
  options: optionsControl(false),
  duration: DurationControl,
};
