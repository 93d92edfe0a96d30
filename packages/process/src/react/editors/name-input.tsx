import { isPlainObject, type Json, type LocalizedText, localize } from "@mortise/kit";
import { useLocale } from "@mortise/ui";
import { Input } from "antd";
import { plainText } from "../../model/plain-text.ts";

/** Reads a stored name, which may be plain text or in both languages. */
export function storedName(value: Json | undefined): LocalizedText | undefined {
  if (typeof value === "string") return { zh: value, en: value };
  if (!isPlainObject(value)) return undefined;
  return { zh: plainText(value["zh"]), en: plainText(value["en"]) };
}

/** Edits a name in the reader's language; the other language follows until it has words of its own. */
export function NameInput({
  value,
  placeholder,
  onChange,
}: {
  readonly value: Json | undefined;
  readonly placeholder: string;
  readonly onChange: (name: { readonly zh: string; readonly en: string } | undefined) => void;
}) {
  const locale = useLocale();
  const name = storedName(value) ?? { zh: "", en: "" };
  const other = locale === "zh" ? "en" : "zh";
  const change = (typed: string): void => {
    const follows = name[other] === "" || name[other] === name[locale];
    const next = { ...name, [locale]: typed, ...(follows ? { [other]: typed } : {}) };
    onChange(next.zh || next.en ? next : undefined);
  };
  return (
    <Input
      size="small"
      value={localize(name, locale)}
      placeholder={placeholder}
      aria-label={placeholder}
      onChange={({ target }) => change(target.value)}
    />
  );
}
