import type { SettingControlProps } from "@mortise/fields/react";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Input } from "antd";
import { useOutside } from "../http-editors/http-address-editor.tsx";
import { text } from "./text.ts";

/** Edits the script of a step, and says when the server runs none. */
export function ScriptCodeEditor({ id, spec, value, onChange, disabled = false }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const outside = useOutside();
  return (
    <div className="flow-list">
      {outside?.scripts === false ? <Alert type="warning" showIcon title={t.off} /> : null}
      <Input.TextArea
        {...(id === undefined ? {} : { id })}
        className="flow-code"
        aria-label={localize(spec.name)}
        placeholder={t.placeholder}
        spellCheck={false}
        value={typeof value === "string" ? value : ""}
        disabled={disabled}
        autoSize={{ minRows: 6, maxRows: 24 }}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
