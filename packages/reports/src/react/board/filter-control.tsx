import { findFieldType } from "@mortise/fields";
import { FieldEditor } from "@mortise/fields/react";
import type { DashboardFilterType } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Input, Select } from "antd";
import { type ComponentType, useState } from "react";
import { type FilterControlProps, keysOf } from "./filter-control-props.ts";
import { PeopleControl } from "./people-control.tsx";
import { PeriodControl } from "./period-control.tsx";
import { boardText } from "./text.ts";

function OptionsControl({ filter, field, value, onChange }: FilterControlProps) {
  const t = useText(boardText);
  const localize = useLocalize();
  const options = field && findFieldType(field.definition.type)?.options?.(field.definition);
  const choices =
    field?.kind === "boolean"
      ? [
          { value: "true", label: t.yes },
          { value: "false", label: t.no },
        ]
      : (options ?? []).map((option) => ({ value: option.key, label: localize(option.name) }));
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      aria-label={localize(filter.name)}
      placeholder={t.all}
      maxTagCount="responsive"
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      value={[...keysOf(value)]}
      options={choices}
      onChange={(next) => onChange(next.length > 0 ? next : null)}
    />
  );
}

function RegionControl({ field, value, onChange }: FilterControlProps) {
  if (!field) return null;
  // Whatever records need, a filter may be any region or none.
  const { default: _default, ...definition } = field.definition;
  const loose = { ...definition, required: false, readOnly: false, settings: {} };
  return (
    <FieldEditor
      field={loose}
      value={keysOf(value)[0] ?? null}
      onChange={(next) => onChange(typeof next === "string" && next !== "" ? [next] : null)}
    />
  );
}

function TextControl({ filter, value, onChange }: FilterControlProps) {
  const t = useText(boardText);
  const localize = useLocalize();
  const text = typeof value === "string" ? value : "";
  const [draft, setDraft] = useState({ text, from: text });
  const shown = draft.from === text ? draft.text : text;
  const settle = (next: string): void => {
    if (next !== text) onChange(next.trim() === "" ? null : next);
  };
  return (
    <Input
      aria-label={localize(filter.name)}
      allowClear
      placeholder={t.all}
      value={shown}
      onChange={({ target, type }) => {
        setDraft({ text: target.value, from: text });
        // The cross empties at once; what is typed waits until it is finished.
        if (type === "click") settle("");
      }}
      onBlur={() => settle(shown)}
      onPressEnter={() => settle(shown)}
    />
  );
}

const CONTROLS: Readonly<Record<DashboardFilterType, ComponentType<FilterControlProps>>> = {
  period: PeriodControl,
  options: OptionsControl,
  people: PeopleControl,
  region: RegionControl,
  text: TextControl,
};

/** The control of one filter of the bar. */
export function FilterControl(props: FilterControlProps) {
  const Control = CONTROLS[props.filter.type];
  return <Control {...props} />;
}
