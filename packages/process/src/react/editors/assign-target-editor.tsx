import { type SettingControlProps, SettingsPanel, type SettingSources } from "@mortise/fields/react";
import { isPlainObject, type Json, type JsonObject } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { findStrategy, strategies } from "../../strategies/index.ts";
import { OwnerLookupsEditor } from "./owner-lookups-editor.tsx";
import { RegionTeamsEditor } from "./region-teams-editor.tsx";
import { SharesEditor } from "./shares-editor.tsx";
import { SkillsEditor } from "./skills-editor.tsx";
import { text } from "./text.ts";

const EDITORS = {
  "owner-lookups": OwnerLookupsEditor,
  "region-teams": RegionTeamsEditor,
  shares: SharesEditor,
  skills: SkillsEditor,
};

/** Chooses a strategy and edits what it declares. */
export function AssignTarget({
  value,
  sources,
  onChange,
}: {
  readonly value: JsonObject;
  readonly sources: SettingSources;
  readonly onChange: (value: JsonObject) => void;
}) {
  const t = useText(text);
  const localize = useLocalize();
  const strategy = findStrategy(typeof value["strategy"] === "string" ? value["strategy"] : undefined);
  return (
    <div className="flow-target">
      <Select
        aria-label={t.assignTo}
        placeholder={t.assignTo}
        value={strategy?.id ?? null}
        // The select compares texts.
        options={strategies.map(({ id, name }) => ({ value: id as string, label: localize(name) }))}
        onChange={(id) => onChange({ strategy: id ?? "pool" })}
      />
      {strategy && strategy.settings.length > 0 ? (
        <SettingsPanel
          specs={strategy.settings}
          value={value}
          sources={sources}
          customEditors={EDITORS}
          onChange={onChange}
        />
      ) : null}
    </div>
  );
}

/** A stored object, whatever was stored. */
export function objectIn(value: Json | undefined): JsonObject {
  return isPlainObject(value) ? value : {};
}

/** The same as the control of a setting. */
export function AssignTargetEditor({ value, onChange, sources }: SettingControlProps) {
  return <AssignTarget value={objectIn(value)} sources={sources} onChange={onChange} />;
}
