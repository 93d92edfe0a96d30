import type { SettingControlProps } from "@mortise/fields/react";
import { isPlainObject, type JsonObject } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { AutoComplete, Input } from "antd";
import { sentValues } from "../../model/hook.ts";
import { useNodeScope } from "../editors/node-scope.ts";
import { sampleIn } from "./http-results-editor.tsx";
import { text } from "./text.ts";

/** Edits which value of an answer must read how for the request to have worked. */
export function HttpSuccessEditor({ value, onChange, disabled = false }: SettingControlProps) {
  const t = useText(text);
  const { settings } = useNodeScope();
  const set = isPlainObject(value) ? (value as JsonObject) : {}; // settings are JSON
  const sample = sampleIn(settings["results"]);
  const values = sample ? sentValues(sample["body"] ?? null) : [];
  const path = typeof set["path"] === "string" ? set["path"] : "";
  return (
    <div className="flow-list">
      <p className="flow-hint">{t.successHint}</p>
      <div className="flow-try">
        <AutoComplete
          allowClear
          aria-label={t.sample}
          placeholder={values.length > 0 ? t.sample : t.typePath}
          value={path}
          disabled={disabled}
          options={values.map((one) => ({ value: one.path }))}
          onChange={(next: string | undefined) => onChange(next ? { ...set, path: next } : {})}
        />
        <Input
          prefix={t.successValue}
          aria-label={t.successValue}
          value={typeof set["value"] === "string" ? set["value"] : ""}
          disabled={disabled || path === ""}
          onChange={({ target }) => onChange({ ...set, value: target.value })}
        />
      </div>
    </div>
  );
}
