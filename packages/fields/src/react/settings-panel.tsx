import type { Json, JsonObject, SettingSpec } from "@mortise/kit";
import { useId } from "react";
import { NumberPartsControl } from "../auto-number/number-parts-control.tsx";
import { useFieldText } from "./field-services.ts";
import type { SettingControl, SettingSources } from "./setting-control.ts";
import { settingControls, StageOptionsControl } from "./setting-controls.tsx";

/** Props of `SettingsPanel`. */
export interface SettingsPanelProps {
  readonly specs: readonly SettingSpec[];
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  readonly sources: SettingSources;
  /** Controls of `custom` settings by their `editor`; those of field types are built in. */
  readonly customEditors?: Readonly<Record<string, SettingControl>>;
  readonly disabled?: boolean;
  /** Complaints to show under a setting, by its id. */
  readonly problems?: Readonly<Record<string, string>>;
}

const BUILT_IN: Readonly<Record<string, SettingControl>> = {
  "number-parts": NumberPartsControl,
  "stage-options": StageOptionsControl,
};

/** Edits declared settings: one labelled control each, in their order; settings that do not apply are not shown. */
export function SettingsPanel(props: SettingsPanelProps) {
  const { specs, value, onChange } = props;
  const set = (id: string, next: Json | undefined): void => {
    const { [id]: _old, ...rest } = value;
    onChange(next === undefined ? rest : { ...value, [id]: next });
  };
  return (
    <div style={{ display: "grid", gap: 16 }}>
      {specs
        .filter((spec) => isVisible(spec, specs, value))
        .map((spec) => (
          <SettingRow key={spec.id} {...props} spec={spec} onSet={(next) => set(spec.id, next)} />
        ))}
    </div>
  );
}

function currentValue(spec: SettingSpec, value: JsonObject): Json | undefined {
  return Object.hasOwn(value, spec.id) ? value[spec.id] : spec.default;
}

function isVisible(spec: SettingSpec, specs: readonly SettingSpec[], value: JsonObject): boolean {
  const { visibleWhen } = spec;
  if (!visibleWhen) return true;
  const other = specs.find((candidate) => candidate.id === visibleWhen.setting);
  const current = (other ? currentValue(other, value) : value[visibleWhen.setting]) ?? null;
  return visibleWhen.in.includes(current);
}

interface SettingRowProps extends SettingsPanelProps {
  readonly spec: SettingSpec;
  readonly onSet: (value: Json | undefined) => void;
}

function SettingRow({ spec, value, onSet, sources, customEditors, disabled, problems }: SettingRowProps) {
  const say = useFieldText();
  const id = useId();
  const Control =
    spec.kind === "custom"
      ? (customEditors?.[spec.editor ?? ""] ?? BUILT_IN[spec.editor ?? ""])
      : settingControls[spec.kind];
  const problem = problems?.[spec.id];
  if (!Control) return null;
  return (
    <div>
      <label htmlFor={id} style={{ display: "block", marginBottom: 4, fontWeight: 500 }}>
        {say(spec.name)}
        {spec.required ? <span aria-hidden="true"> *</span> : null}
      </label>
      <Control
        id={id}
        spec={spec}
        value={currentValue(spec, value)}
        sources={sources}
        disabled={disabled}
        onChange={onSet}
      />
      {spec.help ? <div style={{ opacity: 0.6, fontSize: 12, marginTop: 4 }}>{say(spec.help)}</div> : null}
      {problem === undefined ? null : (
        <div role="alert" style={{ color: "#a3232b", fontSize: 12, marginTop: 4 }}>
          {problem}
        </div>
      )}
    </div>
  );
}
