import { fillText, type Json, type JsonObject, type SettingSpec } from "@mortise/kit";
import { shownFields } from "@mortise/metadata";
import { useId } from "react";
import { NumberPartsControl } from "../auto-number/number-parts-control.tsx";
import { OptionTreeControl } from "../cascader/option-tree-control.tsx";
import { fieldCatalog } from "../field-catalog.ts";
import { useFieldServices, useFieldText } from "./field-services.ts";
import type { SettingControl, SettingSources } from "./setting-control.ts";
import { settingControls, StageOptionsControl } from "./setting-controls.tsx";
import { text } from "./text.ts";

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
  "option-tree": OptionTreeControl,
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
    <div style={{ display: "grid", gap: 16, marginBottom: 20 }}>
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

function SettingRow(props: SettingRowProps) {
  const { spec, value, onSet, customEditors, disabled, problems } = props;
  const say = useFieldText();
  const sources = useSources(props);
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
      {sources ? (
        <Control
          id={id}
          spec={spec}
          value={currentValue(spec, value)}
          sources={sources}
          disabled={disabled}
          onChange={onSet}
        />
      ) : (
        <ChooseFirst {...props} />
      )}
      {spec.help ? <div style={{ opacity: 0.6, fontSize: 12, marginTop: 4 }}>{say(spec.help)}</div> : null}
      {problem === undefined ? null : (
        <div role="alert" style={{ color: "#a3232b", fontSize: 12, marginTop: 4 }}>
          {problem}
        </div>
      )}
    </div>
  );
}

/** What a setting chooses among; undefined while the entity that its fields belong to is not chosen. */
function useSources({ spec, specs, value, sources }: SettingRowProps): SettingSources | undefined {
  const services = useFieldServices();
  if (spec.of === undefined) return sources;
  const by = specs.find(({ id }) => id === spec.of);
  const chosen = by && currentValue(by, value);
  if (typeof chosen !== "string") return undefined;
  const link = by?.kind === "entity" ? undefined : sources.fields.find(({ id }) => id === chosen);
  const entity = by?.kind === "entity" ? chosen : link && fieldCatalog.targetEntity(link);
  if (entity === undefined) return undefined;
  const document = services.entity(entity);
  const fields = sources.fieldsOf?.(entity) ?? (document && shownFields(document));
  return fields && { ...sources, fields };
}

function ChooseFirst({ spec, specs }: SettingRowProps) {
  const say = useFieldText();
  const by = specs.find(({ id }) => id === spec.of);
  return (
    <span style={{ opacity: 0.55 }}>
      {fillText(say(text.chooseFirst), { setting: by ? say(by.name) : "" })}
    </span>
  );
}
