import { type SettingControlProps, useFieldOptions } from "@mortise/fields/react";
import type { Locale } from "@mortise/kit";
import { QUOTE } from "@mortise/metadata";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { Input, Segmented, Select } from "antd";
import { useState } from "react";
import { storedName } from "./name-input.tsx";
import { text } from "./text.ts";

/** Edits a text with fields in it. People see and insert field names in 「 」; the stored tokens stay hidden. */
export function TemplateEditor({ id, value, onChange, sources, disabled }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const [language, setLanguage] = useState<Locale>(useLocale());
  const choice = useFieldOptions(sources.fields);
  const current = storedName(value) ?? { zh: "", en: "" };
  const names = new Map(sources.fields.map((field) => [field.id, localize(field.name)]));
  const shown = current[language].replace(QUOTE, (token, field: string) =>
    names.has(field) ? `「${names.get(field)}」` : token,
  );
  const change = (typed: string): void => {
    const ids = new Map([...names].map(([field, name]) => [name, field]));
    const stored = typed.replace(/「([^」]*)」/g, (whole, name: string) =>
      ids.has(name) ? `{${ids.get(name)}}` : whole,
    );
    onChange({ ...current, [language]: stored });
  };
  return (
    <div className="flow-list">
      <Input.TextArea
        id={id}
        value={shown}
        autoSize={{ minRows: 1, maxRows: 6 }}
        disabled={disabled ?? false}
        onChange={({ target }) => change(target.value)}
      />
      <div className="flow-pair">
        <Segmented<Locale>
          size="small"
          value={language}
          options={[
            { value: "zh", label: t.chinese },
            { value: "en", label: t.english },
          ]}
          onChange={setLanguage}
        />
        <Select<string>
          size="small"
          value={null}
          placeholder={t.insertField}
          aria-label={t.insertField}
          disabled={disabled ?? false}
          showSearch={{ optionFilterProp: "label" }}
          popupMatchSelectWidth={false}
          {...choice}
          onChange={(key) => onChange({ ...current, [language]: `${current[language]}{${key}}` })}
        />
      </div>
    </div>
  );
}
